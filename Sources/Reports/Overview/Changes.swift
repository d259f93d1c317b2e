import Registry
import Store

/// What changed in a week at the old endpoint: images that are new, back, or gone.
///
/// Two answers tell it: the images of the week, and those of the twelve weeks before it, with when they were last seen.
/// A fortnight without a request is what makes an image gone, and its next request makes it back.
struct Changes {
    let week: String
    /// Why nothing can be said; nil where something can.
    let reason: String?
    let groups: [Group]

    struct Group {
        let title: String
        let rule: String
        let count: String
        let names: [Name]
        /// How many more there are than names.
        let more: String?
    }

    struct Name {
        let text: String
        let link: String?
    }

    static let quietDays = 14
    private static let daysBefore = 84
    private static let namesAtMost = 8
    /// Images of each of the two answers, the busiest first.
    private static let imagesAtMost = 1000

    init(_ desk: Desk, week: ClosedRange<Day>?) throws {
        guard let week, let stored = desk.stored else {
            (self.week, reason, groups) = ("", "Nothing has been counted yet.", [])
            return
        }
        self.week = Day.words(week)
        let first = max(stored.lowerBound, week.lowerBound - Self.daysBefore)
        guard first < week.lowerBound else {
            (reason, groups) = ("The logs begin in this very week: there is nothing yet to compare it with.", [])
            return
        }
        let now = try Self.images(desk, week)
        let before = try Self.images(desk, first...(week.lowerBound - 1))
        let since = first == stored.lowerBound ? "since the logs begin, \(first.inWords)" : "in the twelve weeks before"

        func quiet(_ record: Record, until day: Day) -> Int {
            record.time("lastSeen").map { Int(day.number - Day(time: $0).number) - 1 } ?? 0
        }
        let seenBefore = Dictionary(before.map { ($0.text("repository"), $0) }) { one, _ in one }
        let seenNow = Set(now.map { $0.text("repository") })
        let new = now.filter { seenBefore[$0.text("repository")] == nil }
        let back = now.filter { record in
            guard let last = seenBefore[record.text("repository")], let time = record.time("firstSeen") else {
                return false
            }
            return quiet(last, until: Day(time: time)) >= Self.quietDays
        }
        // Their fortnight ended within the week.
        let gone = before.filter { record in
            let days = quiet(record, until: week.upperBound + 1)
            return !seenNow.contains(record.text("repository"))
                && (Self.quietDays..<Self.quietDays + week.length).contains(days)
        }
        reason = nil
        groups = [
            Group("New", "no request before, \(since)", new, desk),
            Group("Back", "the first request after \(Self.quietDays) quiet days or more", back, desk),
            Group("Gone", "\(Self.quietDays) days without a request, as of this week", gone, desk),
        ]
    }

    private static func images(_ desk: Desk, _ days: ClosedRange<Day>) throws -> [Record] {
        let query = desk.query(.images, days) {
            $0.endpoint = Role.legacy.rawValue
            $0.sort = "-requests"
            $0.limit = imagesAtMost
        }
        return try desk.ask(query).records.filter { $0.text("repository") != "(none)" && $0.count("requests") != 0 }
    }
}

extension Changes.Group {
    fileprivate init(_ title: String, _ rule: String, _ records: [Record], _ desk: Desk) {
        self.title = title
        self.rule = rule
        count = Number.count(Int64(records.count))
        let shown = records.prefix(8)
        names = shown.map { record in
            let name = record.text("repository")
            return Changes.Name(text: name, link: desk.link(image: name))
        }
        more = records.count > shown.count ? "and \(Number.count(Int64(records.count - shown.count))) more" : nil
    }
}
