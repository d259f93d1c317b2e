import Registry

/// Which networks and repositories failed on the days of a range: clients that got nothing there all day, and were
/// refused, or redirected to where they did not arrive.
struct FailedTries {
    struct Failure {
        /// Whether anybody tried again, that day or on a later one of the range.
        var wasRetried: Bool
    }

    /// The last day of use, by network and repository under its new name.
    private var lastDays: [[Int64]: Int64] = [:]
    private var failures: [[Int64]: (day: Int64, tries: Int64)] = [:]
    private let newNames: NewNames

    init(_ scope: Scope, _ store: any Store, _ names: [Int64: String]) throws(StoreError) {
        newNames = NewNames(names, scope.migration.renames)
        for day in try TriedDays(scope, store, newNames).days {
            let place = [UsedDays.network(of: day.client), day.repository]
            lastDays[place] = max(lastDays[place] ?? .min, day.day)
            guard day.tried.pulls == 0, day.tries > 0 else { continue }
            let known = failures[place]
            if let known, known.day < day.day { continue }
            failures[place] = (day.day, day.tries + (known?.day == day.day ? known?.tries ?? 0 : 0))
        }
    }

    /// - Parameter repository: under its old name.
    func failure(_ network: Int64, _ repository: Int64) -> Failure? {
        let place = [network, newNames.number(for: repository)]
        return failures[place].map { first in
            Failure(wasRetried: first.tries > 1 || (lastDays[place] ?? first.day) > first.day)
        }
    }
}
