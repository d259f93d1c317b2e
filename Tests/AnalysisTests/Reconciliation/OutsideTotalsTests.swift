import Analysis
import Registry
import Testing

struct OutsideTotalsTests {
    private func shown(_ csv: String) throws -> [String] {
        try OutsideTotals(csv: csv, file: "a.csv").days.sorted { $0.key < $1.key }
            .map { "\($0.key) \($0.value.requests.map(String.init) ?? "–") \($0.value.bytes.map(String.init) ?? "–")" }
    }

    @Test(
        "what spreadsheets and dashboards write",
        arguments: [
            ("day,requests,bytes\n2023-03-20,5,100\n2023-03-21,6,\n", ["2023-03-20 5 100", "2023-03-21 6 –"]),
            // A mark, CRLF, semicolons, quotes, empty lines, other columns and cases, hours of a day.
            (
                "\u{FEFF}Date;Region;\"Requests\"\r\n\"2023-03-20\";\"a;\"\"b\"\"\nc\";5\r\n\r\n2023-03-20;x;7\r\n",
                ["2023-03-20 12 –"]
            ),
            (
                "time\tGB\n2023-03-20T23:59:59Z\t1.5\n2023-03-20T22:30:00-02:00\t0.5\n",
                ["2023-03-20 – 1500000000", "2023-03-21 – 500000000"]
            ),
            (
                "timestamp,GiB\n2023-03-20 00:30+01:00,2\n2023-03-20 08:00 UTC,.5",
                ["2023-03-19 – 2147483648", "2023-03-20 – 536870912"]
            ),
        ] as [(String, [String])]
    )
    func reads(_ csv: String, _ days: [String]) throws { #expect(try shown(csv) == days) }

    @Test("columns that are not read are named")
    func ignored() throws {
        #expect(
            try OutsideTotals(csv: "day,POP, hits ,requests\n2023-03-20,x,1,2", file: "a.csv").ignored == [
                "POP", "hits",
            ]
        )
    }

    @Test(
        "anything else is refused, with the place and the remedy",
        arguments: [
            ("", "a.csv:1: there is nothing."), ("day,requests\n", "a.csv:1: there is nothing."),
            ("when,requests\n2023-03-20,1", "a.csv:1: no column is called day."),
            ("day,hits\n2023-03-20,1", "a.csv:1: no column is called requests or bytes."),
            ("day,GB,bytes\n2023-03-20,1,1", "a.csv:1: field 3: a second column tells the bytes."),
            ("day,requests\n2023-03-20,1\n20.03.2023,1", "a.csv:3: field 1: “20.03.2023” is no day."),
            ("day,requests\n2023-02-30,1", "a.csv:2: field 1: “2023-02-30” is no day."),
            ("day,requests\n2023-03-20T25:00Z,1", "a.csv:2: field 1: “2023-03-20T25:00Z” is no day."),
            ("day,requests\n2023-03-20,\"1,234\"", "a.csv:2: field 2: “1,234” is no number of requests."),
            ("day,requests\n2023-03-20,1.5", "a.csv:2: field 2: “1.5” is no number of requests."),
            ("day,requests\n2023-03-20,-1", "a.csv:2: field 2: “-1” is no number of requests."),
            ("day,requests\n2023-03-20,1e6", "a.csv:2: field 2: “1e6” is no number of requests."),
            ("day,GB\n2023-03-20,\"1,5\"", "a.csv:2: field 2: “1,5” is no number of GB."),
            ("day,TiB\n2023-03-20,999999999999", "a.csv:2: field 2: “999999999999” is no number of TiB."),
            ("day,requests\n2023-03-20,1,2", "a.csv:2: the line has 3 fields, the first one 2."),
            ("day,requests\n\"2023-03-20,1\n", "a.csv:2: a quote is opened and never closed."),
        ]
    )
    func refuses(_ csv: String, _ message: String) throws {
        let error = try #require(throws: OutsideTotalsError.self) { try OutsideTotals(csv: csv, file: "a.csv") }
        #expect(error.description.hasPrefix(message + " "))
    }
}
