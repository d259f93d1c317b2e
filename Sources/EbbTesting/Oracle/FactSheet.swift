import Registry
package import Store
import Traffic

/// Facts in a form that reads well and compares: the five marginals as maps from names to measures.
///
/// A key holds the names of the marginal's columns, in their order, parted by `|`. A site is written
/// `host path-prefix repository-prefix vantage`, a client as the 16 digits of its number.
package struct FactSheet: Equatable, Sendable {
    /// Sums by key. Measures that the marginal does not have are left as they begin.
    package typealias Facts = [String: SumRow]

    /// The facts of each marginal. Rows without any count are no facts.
    package private(set) var marginals: [Marginal: Facts] = [:]

    package init() {}

    /// Adds a sum to what stands under a key.
    mutating func add(_ marginal: Marginal, _ key: [String], _ sum: SumRow) {
        marginals[marginal, default: [:]][key.joined(separator: "|"), default: SumRow()] += sum
    }

    /// Drops rows that were counted and taken back.
    mutating func removeEmptyRows() {
        for marginal in Marginal.allCases {
            marginals[marginal] = (marginals[marginal] ?? [:]).filter { !$0.value.isEmpty }
        }
    }

    /// The first few differences from another sheet, in words; empty where both are the same.
    package func differences(from other: FactSheet, limit: Int = 5) -> [String] {
        var found: [String] = []
        for marginal in Marginal.allCases {
            let (mine, its) = (marginals[marginal] ?? [:], other.marginals[marginal] ?? [:])
            for key in Set(mine.keys).union(its.keys).sorted() where mine[key] != its[key] {
                found.append(
                    "\(marginal) \(key): \(mine[key]?.inWords ?? "nothing") instead of \(its[key]?.inWords ?? "nothing")"
                )
                if found.count == limit { return found }
            }
        }
        return found
    }
}

extension SumRow {
    fileprivate var isEmpty: Bool {
        requests == 0 && bytes == 0 && served == 0 && passedOn == 0 && redirected == 0 && followed == 0 && unknown == 0
            && unknownPulls == 0 && sessions == 0 && complete == 0
    }

    fileprivate var inWords: String {
        let times = first <= last ? " \(first) to \(last)" : ""
        return
            "\(requests) requests \(bytes) bytes, served \(served), passed on \(passedOn), redirected \(redirected), "
            + "followed \(followed), unknown \(unknown), of these pulls \(unknownPulls) (\(unknownSessions) sessions, "
            + "\(unknownComplete) complete), sessions \(sessions), complete \(complete), refused \(refused)\(times)"
    }
}

extension SiteName {
    /// How a fact sheet writes a site.
    var inWords: String { "\(host) \(pathPrefix) \(repositoryPrefix) \(vantage.rawValue)" }
}
