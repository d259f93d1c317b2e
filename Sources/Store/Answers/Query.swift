package import Registry

/// A question to a store.
package struct Query: Hashable, Sendable {
    package enum Kind: String, Sendable, CaseIterable {
        case summary, pulls, timeseries, progress, forecast, cohorts, images, clients, networks, tools, stragglers,
            stuck, outage, unmet, restricted, cost, sources, rejects
    }

    /// Length of a step in a series of times. Weeks begin on Monday.
    package enum Step: String, Sendable, CaseIterable {
        case hour, day, week
    }

    /// What the rows of a cost, an outage or of progress are.
    package enum Per: String, Sendable, CaseIterable {
        case day, month, image, client, network, tool
    }

    /// What progress is told by.
    package enum Measure: String, Sendable, CaseIterable {
        /// Pulls; blob bytes where the logs of one side know no manifests.
        case pulls
        /// Of blobs.
        case bytes
        /// Networks of addresses and repositories.
        case uses
    }

    /// Clients that stand for others, or for nobody.
    package enum Exclusion: String, Sendable, CaseIterable {
        /// Caches and proxies.
        case mirrors
        /// Scanners, updaters and probes.
        case automation
    }

    /// What an answer may be narrowed or arranged by.
    package enum Filter: String, Sendable, CaseIterable {
        case from, to, endpoint, repository, client, tool, state, without, definition, compare, by, byTag, per,
            measure, whatIf, threshold, sort, limit, after
    }

    package var kind: Kind
    /// First and last day, both inclusive; nil: as far as the store reaches.
    package var from: Day?
    package var to: Day?
    /// An endpoint's name, or a role.
    package var endpoint: String?
    package var repository: String?
    /// A client as the answers show it.
    package var client: String?
    /// A tool's family.
    package var tool: String?
    /// Where stragglers stand; nil: those who are still at the old endpoint.
    package var state: StragglerState?
    /// Clients that are left out.
    package var without: Set<Exclusion> = []
    /// What one pull is; nil: ``PullDefinition/usual``.
    package var definition: PullDefinition?
    /// Whether to count by every definition.
    package var compare = false
    package var step: Step?
    package var byTag = false
    /// What the rows are; nil: months of a cost, images of an outage, steps of progress.
    package var per: Per?
    /// What progress is told by; nil: ``Measure/pulls``.
    package var measure: Measure?
    /// The name of another routing that would be asked to pay for.
    package var whatIf: String?
    /// What the old endpoint shall fall below, in percent; nil: ``defaultThreshold``.
    package var threshold: Double?
    /// A column's name; `-` before it: largest first.
    package var sort: String?
    /// Rows at most; 0: all; nil: ``defaultLimit``.
    package var limit: Int?
    /// Where the last answer ended: its `next`.
    package var after: String?
    /// What is told of clients.
    package var visibility = Visibility.exact

    /// Rows of an answer that nobody gave a limit for.
    package static let defaultLimit = 50
    /// Percent.
    package static let defaultThreshold = 1.0
    /// Percent.
    package static let thresholds = 0.01...99

    package init(_ kind: Kind) {
        self.kind = kind
    }
}

extension Query.Kind {
    /// The filters that this answer takes. Any other is an error.
    package var filters: [Query.Filter] {
        let page: [Query.Filter] = [.sort, .limit, .after]
        return switch self {
        case .summary: [.from, .to, .endpoint, .definition]
        case .pulls: [.from, .to, .endpoint, .definition, .compare]
        case .timeseries: [.from, .to, .endpoint, .repository, .definition, .by]
        case .progress: [.from, .to, .repository, .definition, .by, .per, .measure] + page
        case .forecast: [.definition, .threshold]
        case .cohorts: [.repository]
        case .images: [.from, .to, .endpoint, .repository, .definition, .byTag] + page
        case .clients: [.from, .to, .endpoint, .client, .repository, .tool, .definition] + page
        case .networks: [.from, .to, .endpoint, .repository, .tool, .definition] + page
        case .tools: [.from, .to, .endpoint, .tool, .definition] + page
        case .stragglers: [.from, .to, .repository, .client, .tool, .state, .without, .definition] + page
        case .stuck: [.from, .to] + page
        case .outage: [.from, .to, .repository, .definition, .per] + page
        case .restricted: [.from, .to] + page
        case .unmet: [.from, .to, .repository] + page
        case .cost: [.from, .to, .endpoint, .per, .whatIf] + page
        case .sources, .rejects: page
        }
    }
}

extension Query {
    /// The filters that were set.
    var set: [Filter] {
        Filter.allCases.filter { filter in
            switch filter {
            case .from: from != nil
            case .to: to != nil
            case .endpoint: endpoint != nil
            case .repository: repository != nil
            case .client: client != nil
            case .tool: tool != nil
            case .state: state != nil
            case .without: !without.isEmpty
            case .definition: definition != nil
            case .compare: compare
            case .by: step != nil
            case .byTag: byTag
            case .per: per != nil
            case .measure: measure != nil
            case .whatIf: whatIf != nil
            case .threshold: threshold != nil
            case .sort: sort != nil
            case .limit: limit != nil
            case .after: after != nil
            }
        }
    }

    /// Whether its answer needs to know in which networks clients are.
    package var needsNetworks: Bool {
        [.clients, .networks, .stragglers, .restricted].contains(kind) || per == .network || whatIf != nil
    }

    /// Whether its rows are of clients, or of networks.
    var isOfClients: Bool {
        [.cohorts, .images, .clients, .networks, .tools, .stragglers, .stuck, .outage, .restricted].contains(kind)
            || per == .client
            || per == .network
            || measure == .uses
    }

    /// The repository's name as stores keep it.
    var storedRepository: String? { repository == "(none)" ? "" : repository }

    /// Refuses filters that the answer does not take.
    func check() throws(QueryError) {
        if let wrong = set.first(where: { !kind.filters.contains($0) }) {
            let names = kind.filters.map(\.rawValue).joined(separator: ", ")
            throw QueryError("\(kind.rawValue) takes no \(wrong.rawValue); it takes \(names).")
        }
        if compare, definition != nil {
            throw QueryError("pulls compares all definitions, or takes one: give compare or definition.")
        }
        if kind == .outage, let per, per != .image, per != .network {
            throw QueryError("outage is told per image or network, not per \(per.rawValue).")
        }
        if kind == .progress { try checkProgress() }
        if let threshold, !Self.thresholds.contains(threshold) {
            throw QueryError("The threshold is \(threshold) %; give a number from 0.01 to 99, for instance 1.")
        }
        if let from, let to, to < from {
            throw QueryError("The range ends on \(to), before it begins on \(from).")
        }
    }
}

extension Query {
    /// Whether progress is told of something else than of all pulls.
    var isOfParts: Bool { per != nil || repository != nil || measure.map { $0 != .pulls } ?? false }

    private func checkProgress() throws(QueryError) {
        if step == .hour {
            throw QueryError("progress goes by day or week: by the hour, nobody can tell who followed a redirect.")
        }
        if let per, ![.image, .network, .tool].contains(per) {
            throw QueryError("progress is told per image, network or tool, not per \(per.rawValue).")
        }
        if let measure, measure != .pulls, per == .network || per == .tool {
            throw QueryError(
                "progress by \(measure.rawValue) is told of all and per image: the ways of clients are kept of pulls alone."
            )
        }
        if repository != nil, per == .tool {
            throw QueryError("progress takes repository or per tool, not both: which tool asked for what is not kept.")
        }
    }
}

/// Why a question can't be answered, and what can be asked instead.
package struct QueryError: Error, Hashable, Sendable, CustomStringConvertible {
    package var description: String

    package init(_ description: String) {
        self.description = description
    }
}
