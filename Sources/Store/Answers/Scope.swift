import Registry
import Traffic

/// What a query looks at: its days, and the sites of each endpoint.
struct Scope {
    struct Part {
        var endpoint: Endpoint
        var sites: [Int64]
    }

    let migration: Migration
    /// nil: no lists of networks are configured.
    let networks: KnownNetworks?
    let clients: ClientView
    var counting: PullCounting
    private(set) var days: ClosedRange<Int32>
    let isEmpty: Bool
    /// The endpoints asked for, in the configuration's order. One without any record has no sites.
    let parts: [Part]
    /// All endpoints, asked for or not.
    let allParts: [Part]
    private(set) var notes: [String] = []

    init(_ query: Query, _ store: any Store, _ migration: Migration, _ networks: KnownNetworks? = nil) throws {
        self.migration = migration
        self.networks = networks
        let form = ClientForm(text: try store.text(.clientForm))
        let stored = try store.days()
        isEmpty = stored == nil
        // One end alone may lie outside of what is stored; the range is empty of facts then, not another one.
        let last = query.to?.number ?? [stored?.upperBound, query.from?.number].compactMap(\.self).max() ?? 0
        let begin = min(stored?.lowerBound ?? last, last)
        let first = query.from?.number ?? query.kind.usualDays.map { max(begin, last - $0 + 1) } ?? begin
        days = min(first, last)...last
        clients = ClientView(query.visibility, form: form, lastDay: last)
        counting = try PullCounting(query.definition ?? .usual, days, store)
        if let first = counting.unknownDays.first, let last = counting.unknownDays.last {
            notes.append(
                "What was read of \(Day(number: first)) to \(Day(number: last)) was counted by an ebb that knew no sessions: "
                    + "ask for pulls by the definition manifest, or ingest it into a new store."
            )
        }

        var sites: [Int: [(id: Int64, vantage: Vantage)]] = [:]
        var strangers: [String] = []
        for site in try store.sites() {
            if let endpoint = Self.endpoint(of: site.name, in: migration) {
                sites[endpoint, default: []].append((site.id, site.name.vantage))
            } else {
                strangers.append(site.name.host)
            }
        }
        if !strangers.isEmpty {
            notes.append(
                "Left out: hosts in the store that the configuration does not name: "
                    + Set(strangers).sorted().joined(separator: ", ") + "."
            )
        }
        var all: [Part] = []
        for (index, endpoint) in migration.endpoints.enumerated() {
            let own = sites[index] ?? []
            let seen = Set(own.map(\.vantage)).sorted()
            let vantage = endpoint.vantage ?? seen.first
            if seen.count > 1, let vantage {
                let names = seen.map(\.rawValue).joined(separator: ", ")
                notes.append("\(endpoint.name) was logged at \(names); counted is \(vantage.rawValue) alone.")
            } else if let vantage, let only = seen.first, only != vantage {
                notes.append(
                    "\(endpoint.name) is counted at \(vantage.rawValue), its logs are from \(only.rawValue): "
                        + "nothing of them is shown."
                )
            }
            all.append(Part(endpoint: endpoint, sites: own.filter { $0.vantage == vantage }.map(\.id)))
        }
        allParts = all
        guard let name = query.endpoint else {
            parts = all
            return
        }
        parts = all.filter { $0.endpoint.name == name || $0.endpoint.role.rawValue == name }
        if parts.isEmpty {
            let names = Role.allCases.map(\.rawValue) + all.map { "\"\($0.endpoint.name)\"" }
            throw QueryError("There is no endpoint \"\(name)\". There are \(names.joined(separator: ", ")).")
        }
    }

    /// The same, over other days.
    func over(_ days: ClosedRange<Int32>) -> Scope {
        var scope = self
        scope.days = days
        return scope
    }

    /// All sites asked for.
    var sites: [Int64] { parts.flatMap(\.sites) }

    /// The endpoint of each site asked for.
    var endpointOfSite: [Int64: Endpoint] {
        var result: [Int64: Endpoint] = [:]
        for part in parts {
            for site in part.sites { result[site] = part.endpoint }
        }
        return result
    }

    /// The place in ``parts`` of each site asked for.
    var partOfSite: [Int64: Int] {
        var result: [Int64: Int] = [:]
        for (place, part) in parts.enumerated() {
            for site in part.sites { result[site] = place }
        }
        return result
    }

    func sites(of role: Role) -> [Int64] {
        allParts.filter { $0.endpoint.role == role }.flatMap(\.sites)
    }

    /// The endpoint whose rule took off just these prefixes at this host.
    private static func endpoint(of site: SiteName, in migration: Migration) -> Int? {
        let repository = site.repositoryPrefix.isEmpty ? "" : site.repositoryPrefix + "/name/tags/list"
        guard let claim = migration.claim(host: site.host, path: "\(site.pathPrefix)/v2/\(repository)") else {
            return nil
        }
        let rule = migration.endpoints[claim.endpoint].sites[claim.site]
        let isSame = rule.pathPrefix == site.pathPrefix && rule.repositoryPrefix == site.repositoryPrefix
        return isSame ? claim.endpoint : nil
    }
}

extension Query.Kind {
    /// How many days are looked at unless a range is given; nil: all.
    fileprivate var usualDays: Int32? {
        switch self {
        case .stuck: Stuck.usualDays
        case .outage: Outage.usualDays
        case .unmet: UnmetDemand.usualDays
        case .stragglers: Stragglers.usualDays
        case .restricted: Restricted.usualDays
        default: nil
        }
    }
}
