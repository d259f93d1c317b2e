import Registry
import Testing

struct DayTests {
    @Test(
        arguments: [
            ("1970-01-01", 0), ("1969-12-31", -1), ("2000-02-29", 11_016), ("2023-03-20", 19_436),
            ("2025-08-28", 20_328),
            ("0001-01-01", -719_162), ("9999-12-31", 2_932_896),
        ] as [(String, Int32)]
    )
    func countsFrom1970(text: String, number: Int32) {
        #expect(Day(text)?.number == number)
        #expect(Day(number: number).description == text)
    }

    @Test(arguments: [
        "", "2023-02-29", "2023-04-31", "2023-00-01", "2023-13-01", "2023-01-00", "2023-01-32", "2023-1-1", "20230101",
        "2023-01-01T00:00:00Z", "2023/01/01", "-023-01-01", "１９９９-01-01", "20 3-01-01", "1900-02-29",
    ])
    func refuses(text: String) {
        #expect(Day(text) == nil)
    }

    @Test func everyDayComesBack() {
        for number in stride(from: Int32(-10_000), to: 60_000, by: 1) {
            let day = Day(number: number)
            #expect(Day(day.description) == day)
        }
    }
}
