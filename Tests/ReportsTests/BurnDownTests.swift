import EbbTesting
import Registry
import Store
import Testing

/// The picture and its table say what the answer says.
struct BurnDownTests {
    private static let requests = [
        old.on("2023-03-01") * 1234, new.on("2023-03-01") * 5, new.on("2023-03-01").via(.followed) * 7,
        new.on("2023-03-04").via(.unknown) * 11, old.on("2023-03-04").redirected * 3, new.on("2023-03-06") * 13,
    ]

    @Test func tableSumsAreTheAnswers() throws {
        let shown = try Shown(Self.requests)
        let table = try shown.html("/").between("id=\"burn-down-table\"", "</table>")
        let rows = table.between("<tbody>", "</tbody>").all(between: "<tr>", "</tr>").map { row in
            row.all(between: "<td", "</td>").map { $0.drop { $0 != ">" }.dropFirst() }
        }
        #expect(rows.count == 6)
        let answer = try shown.ask(Query(.timeseries))
        for (column, name) in [(0, "direct"), (1, "unknown"), (2, "followed"), (3, "pulls")] {
            let index = try #require(answer.columns.firstIndex { $0.name == name })
            let wanted = answer.rows.reduce(Int64(0)) { sum, row in
                if name == "pulls", row[1] != .text("legacy") { return sum }
                if case .integer(let value) = row[index] { return sum + value }
                return sum
            }
            let got = rows.compactMap { Int64($0[column].filter { $0 != " " }) }.reduce(0, +)
            #expect(got == wanted, "\(name)")
        }
    }

    @Test func daysWithoutDataAreHatchedAndDashes() throws {
        let html = try Shown(Self.requests).html("/")
        // 2, 3 and 5 March, in three widths of the picture.
        #expect(html.all(between: "<rect class=\"hole\"", ">").count == 2 * 3)
        let row = html.between("2023-03-02</bdi></th>", "</tr>")
        #expect(row.all(between: "title=\"no data\">", "<") == ["–", "–", "–", "–", "–"])
        #expect(html.contains("3\u{A0}days without data: hatched, and not counted as zero."))
    }

    @Test func beyondFourMonthsBarsAreMeansOfWeeks() throws {
        let first = Day(year: 2022, month: 1, day: 1)
        let requests = (0..<200).filter { $0 % 7 != 3 }.map { offset in
            new.on(Day(number: first.number + Int32(offset)).description) * 10
        }
        let html = try Shown(requests).html("/")
        #expect(html.contains("Week by week"))
        // The first week has its Saturday and Sunday alone.
        let row = html.between("2022-01-01 to 2022-01-02</bdi></th>", "</tr>")
        #expect(row.all(between: "<td class=\"n\">", "</td>").first == "2")
        // All bars are as high as each other: ten a day on the mean day, however many days a week has.
        let chart = html.between("<svg class=\"chart wide\"", "</svg>")
        let heights = Set(
            chart.between("<path class=\"direct\" d=\"", "\"").all(between: "V", "h")
                .filter { !$0.contains("z") }
        )
        #expect(heights.count == 1)
    }

    @Test func milestonesStandInThePictureOrBesideIt() throws {
        let milestones = [
            Milestone(name: "redirect <b>", day: Day(year: 2023, month: 3, day: 4)),
            Milestone(name: "sunset", day: Day(year: 2024, month: 1, day: 1)),
        ]
        let html = try Shown(Self.requests, move(milestones: milestones)).html("/")
        #expect(html.all(between: "class=\"milestone-label\"", "</text>").count == 3)
        #expect(html.contains("redirect &lt;b&gt;, 4 Mar"))
        #expect(html.contains("Outside of the picture: sunset, 1 January 2024."))
    }

    @Test func aThousandYearsAreNotDrawn() throws {
        let html = try Shown(Self.requests).html("/", [("from", "1000-01-01"), ("to", "9999-12-31")])
        #expect(html.utf8.count < 100_000)
        #expect(
            try Shown(Self.requests).html("/", [("from", "1990-01-01"), ("to", "1990-01-02")]).contains(
                "No data in this range."
            )
        )
    }
}
