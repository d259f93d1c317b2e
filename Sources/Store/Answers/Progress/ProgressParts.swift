import Registry

/// Progress told apart: of each image, network or tool; of one image; or by another measure than pulls.
struct ProgressParts {
    private let scope: Scope
    private let store: any Store
    private let query: Query
    private let measure: Query.Measure
    private let names: [Int64: String]
    private let newNames: NewNames
    /// The only repository to look at, by the number of its new name; nil: all.
    private let wanted: Int64?
    /// The days with logs of a role.
    private let logged: [Role: Set<Int32>]

    static func columns(_ query: Query) -> [Answer.Column] {
        let unit: Answer.Unit = query.measure == .bytes ? .bytes : .count
        let isOfSteps = query.per == nil || query.step != nil
        return (isOfSteps ? [.init("time", .time)] : [])
            + (query.per.map { [.init($0 == .image ? "repository" : $0.rawValue, .text)] } ?? [])
            + ["direct", "followed", "unknown", "served"].map { .init($0, unit) }
            + (query.measure ?? .pulls == .pulls ? [.init("lost")] : [])
            + [.init("low", .share), .init("high", .share)]
            + (query.per == nil ? [.init("milestones", .text)] : [.init("left", unit)])
    }

    init(_ scope: Scope, _ store: any Store, _ query: Query) throws {
        self.scope = scope
        self.store = store
        self.query = query
        measure = query.measure ?? .pulls
        if measure == .uses {
            guard scope.clients.form.keepsAddresses, scope.clients.mode <= .prefix else {
                throw QueryError(
                    "Uses are told by networks of addresses (/24, /48), which this store does not keep or show "
                        + "(privacy). Ask for pulls or bytes."
                )
            }
        }
        if query.per == .tool, scope.clients.form.mode == .none {
            throw QueryError(
                "This store keeps no clients (privacy.store: none), so that nobody knows which tool came which way. Ask "
                    + "for progress per image, or for tools."
            )
        }
        if measure == .uses || query.per == .tool { try scope.requireClients() }
        names = try store.repositories()
        newNames = NewNames(names, scope.migration.renames)
        wanted = query.storedRepository.map { [names, newNames] name in
            newNames.number(for: names.first { $0.value == name }?.key ?? .min)
        }
        var logged: [Role: Set<Int32>] = [:]
        let roles = scope.endpointOfSite.mapValues(\.role)
        let days = SumQuery(.hours, days: scope.days, sites: scope.sites, by: [.day, .site], measures: [])
        for row in try store.sums(days) {
            if let role = roles[row.values[1]] { logged[role, default: []].insert(Int32(row.values[0])) }
        }
        self.logged = logged
    }

    /// What must be said beside the rows.
    var notes: [String] {
        switch (measure, query.per) {
        case (.bytes, _):
            [
                "Bytes of blobs. What backends sent is parted as the requests for blobs that the current endpoint "
                    + "redirected: of the same image and day, else of the day."
            ]
        case (.uses, _):
            [
                "A use is a network of addresses (/24, /48) and a repository, counted once: as direct if nothing of it "
                    + "came by the old endpoint or may have."
            ]
        case (.pulls, .tool):
            ["Which tool came which way is not kept: where a client has several, it is parted as their pulls are."]
        case (.pulls, .network): [ClientWays.note(column: "followed")]
        case (.pulls, _): []
        }
    }

    func rows() throws -> [[Answer.Cell]] {
        let steps = steps()
        var rows: [[Answer.Cell]] = []
        for (step, items) in zip(steps, try items(of: steps)) {
            for (name, counts) in items where counts.map({ $0.all > 0 || $0.lost > 0 }) ?? true {
                rows.append(cells(step, name, counts))
            }
        }
        return rows
    }

    /// Days, weeks, or all days as one, as far as there are logs: a range may reach from the year 1 to 9999.
    private func steps() -> [ClosedRange<Int32>] {
        let days = Set(logged.filter { $0.key != .backend || measure == .bytes }.values.joined())
        guard let first = days.min(), let last = days.max() else { return [] }
        guard query.per == nil || query.step != nil else { return [first...last] }
        guard query.step == .week else { return days.sorted().map { $0...$0 } }
        return Set(days.map { $0.monday }).sorted().map { ($0...$0 + 6).clamped(to: scope.days) }
    }

    /// Of each step: names of items, or one without, and their counts; nil: they can't be told.
    private func items(of steps: [ClosedRange<Int32>]) throws -> [[(name: String?, counts: ProgressCounts?)]] {
        switch (measure, query.per) {
        case (.uses, _):
            return try UseWays.of(steps, scope, store).map { uses in
                if uses.hasForgotten { return query.per == nil ? [(nil, nil)] : [] }
                if query.per == nil { return [(nil, uses.counts[wanted] ?? ProgressCounts())] }
                return uses.counts.compactMap { repository, counts in
                    guard let repository, wanted == nil || wanted == repository else { return nil }
                    return (name(repository), counts)
                }
            }
        case (.pulls, .network):
            let networks = try NetworkNames(scope)
            return try steps.map { try self.networks(networks, $0) }
        case (.pulls, .tool):
            return try steps.map { step in
                try ToolWays.all(scope.over(step), store).map { ($0.key, $0.value) }
            }
        default:
            return try images(of: steps)
        }
    }

    private func images(of steps: [ClosedRange<Int32>]) throws -> [[(name: String?, counts: ProgressCounts?)]] {
        var stepOfDay: [Int32: Int] = [:]
        for (number, step) in steps.enumerated() {
            for day in step { stepOfDay[day] = number }
        }
        var items = [[Int64: ProgressCounts]](repeating: [:], count: steps.count)
        let kind: ImageWaysRule.Measure = measure == .bytes ? .blobBytes : .pulls
        try ImageWays.of(kind, scope, store, repository: wanted).forEach { day, repository, counts in
            guard let step = stepOfDay[day] else { return }
            items[step][query.per == nil ? 0 : repository, default: ProgressCounts()] += counts
        }
        return items.map { items in
            query.per == nil ? [(nil, items[0] ?? ProgressCounts())] : items.map { (name($0.key), $0.value) }
        }
    }

    private func networks(
        _ networks: NetworkNames,
        _ step: ClosedRange<Int32>
    ) throws -> [(name: String?, counts: ProgressCounts?)] {
        var groups: [Int64: (counts: ProgressCounts, clients: Set<Int64>)] = [:]
        for use in try ClientWays(scope.over(step), store).uses where wanted == nil || wanted == use.repository {
            let key = networks.number(of: use.client)
            groups[key, default: (ProgressCounts(), [])].counts += use.counts
            groups[key]?.clients.insert(use.client)
        }
        var items: [(name: String?, counts: ProgressCounts?)] = []
        var few: ProgressCounts?
        for (key, group) in groups {
            if group.clients.count >= scope.clients.minimumGroup || networks.tellsNothing(key) {
                items.append((networks.name(key), group.counts))
            } else {
                few = few ?? ProgressCounts()
                few? += group.counts
            }
        }
        return items + (few.map { [(networks.name(nil), $0)] } ?? [])
    }

    private func name(_ repository: Int64) -> String {
        if repository == 0 { return "(none)" }
        // A new name that nobody ever asked for.
        if repository < 0 { return scope.migration.newName(of: names[-repository] ?? "") ?? "" }
        return names[repository] ?? ""
    }

    private func cells(_ step: ClosedRange<Int32>, _ name: String?, _ counts: ProgressCounts?) -> [Answer.Cell] {
        func isLogged(_ role: Role) -> Bool { logged[role]?.contains(where: step.contains) == true }
        let knows = { (role: Role) in
            // Backends send what the current endpoints redirected to them.
            (isLogged(role) || (measure == .bytes && role == .current && isLogged(.backend)))
                && (measure != .pulls
                    || scope.allParts.contains {
                        $0.endpoint.role == role && !$0.sites.isEmpty && scope.counting.counts(at: $0.endpoint)
                    })
        }
        let ways = knows(.current) ? counts?.ways : nil
        let served = knows(.legacy) ? counts?.served : nil
        // A use is a network: few of them are not counted.
        func cell(_ count: Int64?) -> Answer.Cell {
            Answer.Cell(measure == .uses ? count.flatMap(scope.clients.count) : count)
        }
        let isShown = measure != .uses || counts.flatMap { scope.clients.count($0.all) } != nil
        let progress = isShown ? ways?.progress(servedByLegacy: served ?? 0, basis: .pulls) : nil
        let knowsBothEnds = knows(.current) && knows(.legacy)
        let days = scope.migration.milestones.filter { step.contains($0.day.number) }
        let isOfSteps = query.per == nil || query.step != nil
        return (isOfSteps ? [.time(Int64(step.lowerBound.start(query.step)) * 86_400)] : [])
            + (query.per == nil ? [] : [.text(name ?? "")])
            + [cell(ways?.direct), cell(ways?.followed), cell(ways?.unknown), cell(served)]
            + (measure == .pulls ? [Answer.Cell(knowsBothEnds ? counts?.lost : nil)] : [])
            + [Answer.Cell(share: progress?.low), Answer.Cell(share: progress?.high)]
            + [query.per == nil ? .texts(days.map(\.name)) : cell(counts?.left)]
    }
}

extension Int32 {
    /// The Monday of a day's week. Day 0, 1 January 1970, was a Thursday.
    var monday: Int32 { self - ((self + 3) % 7 + 7) % 7 }

    /// The day that stands for the step that a day is in.
    fileprivate func start(_ step: Query.Step?) -> Int32 { step == .week ? monday : self }
}
