/// Where the columns of a report by Docker Hub stand, and what their values mean.
struct DockerHubColumns: Sendable {
    enum Column: Int, CaseIterable {
        case time, day, granularity, namespace, repository, reference, tag, digest, action
        case downloads, pulls, pullsByTag, pullsByDigest, versionChecks, agent, agentVersion
    }

    /// Counts of a row, or why it has none.
    enum Counts {
        case counts(pulls: UInt32, checks: UInt32)
        case unreadable(RejectReason, at: Int)
    }

    private var places = [Int?](repeating: nil, count: Column.allCases.count)
    /// The columns that are added up.
    private var sums: [Column] = []
    /// How many fields a line must have.
    private(set) var count = 0

    /// The names of the reports' columns, with nothing but their small letters.
    private static let names: [String: Column] = [
        "timestamp": .time, "datehour": .time, "actionday": .day, "day": .day, "date": .day, "datereference": .day,
        "dategranularity": .granularity, "namespace": .namespace, "repository": .repository,
        "imagerepository": .repository, "reference": .reference, "tag": .tag, "digest": .digest, "action": .action,
        "datadownloads": .downloads, "pulls": .pulls, "pullbytag": .pullsByTag, "pullsbytag": .pullsByTag,
        "pullbydigest": .pullsByDigest, "pullsbydigest": .pullsByDigest, "versioncheck": .versionChecks,
        "versionchecks": .versionChecks, "useragenttool": .agent, "useragent": .agent,
        "useragentversion": .agentVersion,
    ]

    /// Reads a header; nil where the line is none.
    init?(header bytes: Span<UInt8>, _ fields: CSVFields) {
        for (place, range) in fields.ranges.enumerated() {
            // No name of a column is longer.
            guard range.count <= 64 else { continue }
            var name = ""
            for index in range {
                // `Tag (included when available)`
                if bytes[index] == UInt8(ascii: "(") { break }
                let letter = bytes[index] | 0x20
                if UInt8(ascii: "a")...UInt8(ascii: "z") ~= letter {
                    name.unicodeScalars.append(Unicode.Scalar(letter))
                }
            }
            guard let column = Self.names[name], places[column.rawValue] == nil else { continue }
            places[column.rawValue] = place
            count = place + 1
        }
        let counts: [Column] = [.action, .downloads, .pulls, .pullsByTag, .pullsByDigest, .versionChecks]
        // Where downloads are told apart, what is called pulls holds the version checks too.
        let pulls: [Column] =
            has(.downloads) ? [.downloads] : has(.pulls) ? [.pulls] : [.pullsByTag, .pullsByDigest]
        sums = pulls + [.versionChecks]
        guard has(.repository) || has(.granularity), counts.contains(where: has) else { return nil }
    }

    private func has(_ column: Column) -> Bool { places[column.rawValue] != nil }

    /// Whether rows say when they were. A report without is a sum over the time that was asked for.
    var hasTime: Bool { has(.time) || has(.day) }

    /// Whether rows say over how long a time they are sums.
    var hasGranularity: Bool { has(.granularity) }

    /// The value of a column; nil where it is absent, empty, or what databases write for nothing.
    subscript(column: Column, bytes: Span<UInt8>, fields: CSVFields) -> Range<Int>? {
        guard let place = places[column.rawValue] else { return nil }
        let range = fields.ranges[place]
        let isNothing =
            bytes.isAbsent(range) || bytes.equals("\\N", in: range) || bytes.equals("null", in: range)
            || bytes.equals("NULL", in: range)
        return isNothing ? nil : range
    }

    /// The row's time in seconds since 1970; where only its day is told, the day's first second.
    func time(_ bytes: Span<UInt8>, _ fields: CSVFields) -> Int64? {
        guard let range = self[.time, bytes, fields] ?? self[.day, bytes, fields], range.count >= 10 else { return nil }
        if let (instant, end) = bytes.isoTime(at: range.lowerBound, to: range.upperBound) {
            let isWhole = end == range.upperBound || bytes.equals(" UTC", in: end..<range.upperBound)
            return isWhole ? instant.seconds : nil
        }
        if range.count == 10 { return bytes.isoDate(at: range.lowerBound).map { $0 * 86_400 } }
        return dateHour(bytes, range)
    }

    /// `2025/08/27/13`
    private func dateHour(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int64? {
        let slash = UInt8(ascii: "/")
        let start = range.lowerBound
        guard range.count == 13, bytes[start + 4] == slash, bytes[start + 7] == slash, bytes[start + 10] == slash,
            let days = Calendar.days(
                year: bytes.fixedDigits(4, at: start),
                month: bytes.fixedDigits(2, at: start + 5),
                day: bytes.fixedDigits(2, at: start + 8)
            ),
            let seconds = Calendar.seconds(hour: bytes.fixedDigits(2, at: start + 11), minute: 0, second: 0)
        else { return nil }
        return days * 86_400 + seconds
    }

    /// Whether the row is a sum over a week or a month.
    func isLongSum(_ bytes: Span<UInt8>, _ fields: CSVFields) -> Bool {
        guard let range = self[.granularity, bytes, fields] else { return false }
        let initial = bytes[range.lowerBound] | 0x20
        // Day, daily, hour, hourly.
        return initial != UInt8(ascii: "d") && initial != UInt8(ascii: "h")
    }

    /// The tag or digest that was asked for.
    func reference(_ bytes: Span<UInt8>, _ fields: CSVFields) -> Range<Int>? {
        self[.reference, bytes, fields] ?? self[.tag, bytes, fields] ?? self[.digest, bytes, fields]
    }

    func counts(_ bytes: Span<UInt8>, _ fields: CSVFields) -> Counts {
        if let action = places[Column.action.rawValue] {
            let range = fields.ranges[action]
            if bytes.equals("version_check", in: range) { return .counts(pulls: 0, checks: 1) }
            let isPull = bytes.equals("pull_by_tag", in: range) || bytes.equals("pull_by_digest", in: range)
            return isPull ? .counts(pulls: 1, checks: 0) : .unreadable(.badRequest, at: range.lowerBound)
        }
        var counts: (pulls: UInt32, checks: UInt32) = (0, 0)
        for column in sums {
            guard let range = self[column, bytes, fields] else { continue }
            guard let number = bytes.integer(in: range), let count = UInt32(exactly: number),
                case let (sum, hasOverflown) = counts.pulls.addingReportingOverflow(count), !hasOverflown
            else { return .unreadable(.badCount, at: range.lowerBound) }
            if column == .versionChecks { counts.checks = count } else { counts.pulls = sum }
        }
        return .counts(pulls: counts.pulls, checks: counts.checks)
    }
}
