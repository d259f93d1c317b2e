package import Registry

/// What somebody else counted, day by day: a load balancer's metrics, the report of a CDN, an invoice.
package struct OutsideTotals: Sendable {
    /// nil: it does not say.
    package struct Counts: Hashable, Sendable {
        package var requests: Int64?
        package var bytes: Int64?

        package init(requests: Int64? = nil, bytes: Int64? = nil) {
            self.requests = requests
            self.bytes = bytes
        }

        package static func += (one: inout Counts, other: Counts) {
            one.requests = other.requests.map { (one.requests ?? 0) &+ $0 } ?? one.requests
            one.bytes = other.bytes.map { (one.bytes ?? 0) &+ $0 } ?? one.bytes
        }
    }

    package private(set) var days: [Day: Counts] = [:]
    /// Columns that it has beside those that are read.
    package private(set) var ignored: [String] = []

    private enum Column {
        case day, requests
        /// Bytes in one of what the column counts.
        case bytes(Int64)
    }

    private static let dayNames: Set = ["day", "date", "time", "timestamp"]
    private static let units: [String: Int64] = [
        "bytes": 1, "kb": 1_000, "mb": 1_000_000, "gb": 1_000_000_000, "tb": 1_000_000_000_000, "kib": 1 << 10,
        "mib": 1 << 20, "gib": 1 << 30, "tib": 1 << 40,
    ]
    private static let mostRecords = 1_000_000

    /// Reads a text of comma-separated values with a line of names: a day and requests, bytes or both. Records of one day
    /// add up.
    ///
    /// - Parameter file: its name in errors.
    package init(csv text: String, file: String) throws(OutsideTotalsError) {
        let values = SeparatedValues(text)
        func error(_ line: Int, _ field: Int?, _ problem: String, _ remedy: String) -> OutsideTotalsError {
            OutsideTotalsError(file: file, line: line, field: field, problem: problem, remedy: remedy)
        }
        if let line = values.openQuote {
            throw error(line, nil, "a quote is opened and never closed", "Close it, or take it away.")
        }
        guard let head = values.records.first, values.records.count > 1 else {
            throw error(
                1,
                nil,
                "there is nothing",
                "Write a line of names (day, requests, bytes), then one line a day."
            )
        }
        guard values.records.count <= Self.mostRecords else {
            throw error(
                values.records[Self.mostRecords].line,
                nil,
                "there are more than a million lines",
                "Sum it by day."
            )
        }
        var columns: [Int: Column] = [:]
        var taken: Set<String> = []
        for (index, written) in head.fields.enumerated() {
            let name = written.trimmed.lowercased()
            let column: Column? =
                if Self.dayNames.contains(name) { .day } else if name == "requests" { .requests } else {
                    Self.units[name].map { .bytes($0) }
                }
            guard let column else {
                if !name.isEmpty { ignored.append(written.trimmed) }
                continue
            }
            let kind =
                switch column {
                case .day: "day"
                case .requests: "requests"
                case .bytes: "bytes"
                }
            guard taken.insert(kind).inserted else {
                throw error(head.line, index + 1, "a second column tells the \(kind)", "Take one of them away.")
            }
            columns[index] = column
        }
        guard taken.contains("day") else {
            throw error(
                head.line,
                nil,
                "no column is called day",
                "Name one day (or date, time), with values like 2023-03-20."
            )
        }
        guard taken.count > 1 else {
            throw error(
                head.line,
                nil,
                "no column is called requests or bytes",
                "Name one so; bytes may be GB, GiB and so on."
            )
        }
        for record in values.records.dropFirst() {
            guard record.fields.count == head.fields.count else {
                throw error(
                    record.line,
                    nil,
                    "the line has \(record.fields.count) fields, the first one \(head.fields.count)",
                    "Put texts that hold a separator in quotes."
                )
            }
            var day: Day?
            var counts = Counts()
            for (index, column) in columns {
                let text = record.fields[index].trimmed
                switch column {
                case .day:
                    day = Self.day(text)
                    guard day != nil else {
                        throw error(
                            record.line,
                            index + 1,
                            "“\(text)” is no day",
                            "Write it in UTC, as 2023-03-20 or 2023-03-20T08:15:00Z."
                        )
                    }
                case .requests:
                    guard text.isEmpty || Self.count(text, unit: 1) != nil else {
                        throw error(record.line, index + 1, "“\(text)” is no number of requests", "Write digits alone.")
                    }
                    counts.requests = Self.count(text, unit: 1)
                case .bytes(let unit):
                    guard text.isEmpty || Self.count(text, unit: unit) != nil else {
                        throw error(
                            record.line,
                            index + 1,
                            "“\(text)” is no number of \(head.fields[index].trimmed)",
                            "Write digits\(unit == 1 ? " alone" : ", with a point before decimals")."
                        )
                    }
                    counts.bytes = Self.count(text, unit: unit)
                }
            }
            if let day { days[day, default: Counts()] += counts }
        }
    }

    /// The days of a range alone; nil: no end on that side.
    package func within(_ from: Day?, _ to: Day?) -> OutsideTotals {
        var totals = self
        totals.days = days.filter { day, _ in from.map { $0 <= day } ?? true && to.map { day <= $0 } ?? true }
        return totals
    }

    /// A number of units in ones; nil for what is none, and for parts of a byte where bytes are told.
    private static func count(_ text: String, unit: Int64) -> Int64? {
        guard let amount = Amount(decimal: text), unit > 1 || !text.contains(".") else { return nil }
        return Int64(exactly: (amount.nano * Int128(unit) + 500_000_000) / 1_000_000_000)
    }

    /// The UTC day of `2023-03-20`, or of a time that begins so: `2023-03-20T23:30:00-02:00`. Without an offset it is UTC.
    private static func day(_ text: String) -> Day? {
        guard let day = Day(String(text.prefix(10))) else { return nil }
        guard text.count > 10 else { return day }
        guard
            let time = text.dropFirst(10).wholeMatch(
                of: /[T ](\d\d):(\d\d)(?::\d\d(?:\.\d+)?)? ?(?:Z|UTC|([+-])(\d\d):?(\d\d))?/
            ), let hour = Int32(time.1), let minute = Int32(time.2), hour < 24, minute < 60
        else { return nil }
        let offset = (Int32(time.4 ?? "0") ?? 0) * 60 + (Int32(time.5 ?? "0") ?? 0)
        let minutes = hour * 60 + minute - (time.3 == "-" ? -offset : offset)
        return Day(number: day.number + (minutes < 0 ? -1 : minutes / 1440))
    }
}

extension String {
    fileprivate var trimmed: String {
        let isSpace = { (character: Character) in character == " " || character == "\t" || character == "\u{A0}" }
        return String(drop(while: isSpace).reversed().drop(while: isSpace).reversed())
    }
}
