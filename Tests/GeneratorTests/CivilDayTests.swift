import EbbTesting
import Testing

struct CivilDayTests {
    @Test(arguments: [
        ("1970-01-01", 0, 3), ("2000-02-29", 11_016, 1), ("2023-02-24", 19_412, 4), ("2023-03-20", 19_436, 0),
        ("2024-12-31", 20_088, 1),
    ])
    func readsAndWrites(text: String, number: Int, weekday: Int) throws {
        let day = try #require(CivilDay(text))
        #expect(day.number == number)
        #expect(day.weekday == weekday)
        #expect(CivilDay(number: number).description == text)
    }

    @Test(arguments: ["", "2023-2-24", "2023-02-30", "2023-13-01", "24/02/2023", "2023-02-24T00"])
    func refuses(text: String) {
        #expect(CivilDay(text) == nil)
    }

    @Test func redirectOfTheSampleIsOnTheTwentiethOfMarch() {
        #expect(Scenario.sample.date(Scenario.sample.redirectDay).description == "2023-03-20")
    }
}
