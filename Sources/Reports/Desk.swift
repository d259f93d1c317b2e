import Registry
import Store

/// What every page has at hand: the rules, the range, where links go, and whom to ask.
struct Desk {
    let context: PageContext
    let filters: PageFilters
    let links: Links
    let ask: (Query) throws -> Answer
    /// The days that the store holds; nil in an empty one.
    let stored: ClosedRange<Day>?
    /// The days that figures and lists speak of; nil in an empty store.
    let range: ClosedRange<Day>?
    /// When the last source was read: seconds since 1970, UTC.
    let lastIngest: Int64?
    /// Whether sources could not be read.
    let failedSources: Int64

    /// Without a filter, figures and lists speak of so many days up to the last one with data.
    static let usualDays = 28

    init(
        _ context: PageContext,
        _ filters: PageFilters,
        _ links: Links,
        usualDays: Int = Desk.usualDays,
        ask: @escaping (Query) throws -> Answer
    ) throws {
        self.context = context
        self.filters = filters
        self.links = links
        self.ask = ask
        var query = Query(.sources)
        query.sort = "-ingestedAt"
        query.limit = 1
        let answer = try ask(query)
        lastIngest = answer.records.first?.time("ingestedAt")
        failedSources = answer.completeness.failedSources
        stored = answer.completeness.days.map { Day(number: $0.lowerBound)...Day(number: $0.upperBound) }
        range = stored.map { Self.range(filters, stored: $0, usualDays: usualDays) }
    }

    private static func range(
        _ filters: PageFilters,
        stored: ClosedRange<Day>,
        usualDays: Int
    ) -> ClosedRange<Day> {
        if filters.from == nil, filters.to == nil {
            return max(stored.lowerBound, stored.upperBound - (usualDays - 1))...stored.upperBound
        }
        let first = filters.from ?? min(stored.lowerBound, filters.to ?? stored.lowerBound)
        let last = filters.to ?? max(stored.upperBound, filters.from ?? stored.upperBound)
        return first...max(first, last)
    }

    /// What one pull is on this page.
    var definition: PullDefinition { filters.definition ?? .usual }

    var hasFilteredRange: Bool { filters.from != nil || filters.to != nil }

    /// A question about the range.
    func query(_ kind: Query.Kind, _ change: (inout Query) -> Void = { _ in }) -> Query {
        query(kind, range, change)
    }

    /// A question about some days.
    func query(
        _ kind: Query.Kind,
        _ days: ClosedRange<Day>?,
        _ change: (inout Query) -> Void = { _ in }
    ) -> Query {
        var query = Query(kind)
        query.from = days?.lowerBound
        query.to = days?.upperBound
        change(&query)
        return query
    }

    /// The endpoints of a role, by name: `k8s.gcr.io`, `a and b`.
    func name(_ role: Role) -> String {
        let names = context.migration.endpoints.filter { $0.role == role }.map(\.name)
        switch names.count {
        case 1: return visible(names[0])
        case 2: return "\(visible(names[0])) and \(visible(names[1]))"
        default: return role == .legacy ? "the old endpoints" : "the new endpoints"
        }
    }

    /// `the last 28 days with data`, or the range in words.
    var rangeInWords: String { range.map(Day.words) ?? "no days" }
}

extension Query {
    /// The question about pulls by this definition, where it is one about pulls.
    func counting(by definition: PullDefinition?) -> Query {
        guard kind.filters.contains(.definition) else { return self }
        var query = self
        query.definition = definition
        return query
    }
}
