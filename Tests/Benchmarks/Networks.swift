import ArgumentParser
import Foundation
import Registry

/// How fast networks are looked up, and where a table of shortest matches errs.
struct Networks: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Times look-ups of networks among made-up nested prefixes, beside a table of shortest matches."
    )

    @Option(help: "Prefixes; two thirds are of IPv4.")
    var prefixes = 27_000
    @Option(help: "Clients that are looked up, in random order.")
    var clients = 1_000_000
    @Option(help: "Rounds; the median counts.")
    var rounds = 5

    func run() throws {
        var source = MadePrefixes(count: prefixes)
        let made = source.prefixes
        var builder = NetworkTableBuilder()
        for prefix in made { builder.add(prefix.network, prefix.cloudRegion) }
        let begin = clock()
        let table = builder.table()
        let building = Double(clock() - begin) / Double(CLOCKS_PER_SEC)
        let shortest = ShortestMatch(made)
        print(
            "\(made.count) prefixes, built in \(String(format: "%.0f", building * 1_000)) ms; \(clients) clients each"
        )
        print("clients     longest match   shortest match   linear   named wrong by the shortest match")
        for (name, share) in [("IPv4", 1.0), ("IPv6", 0.0), ("mixed 4:1", 0.8)] {
            let asked = source.clients(clients, ofIPv4: share)
            let few = asked.prefix(300)
            for client in few where table.network(of: client).cloud?.region != Self.linear(client, made) {
                throw BenchmarkError("\(client): the table and going through all prefixes differ.")
            }
            let wrong = asked.count { shortest.value(of: $0) ?? -1 != (table.network(of: $0).cloud?.number ?? -1) }
            let columns = [
                nanoseconds(asked[...]) { table.number(of: $0) },
                nanoseconds(asked[...]) { shortest.value(of: $0) ?? -1 },
                nanoseconds(few) { Self.linear($0, made)?.count ?? 0 },
            ]
            let times = columns.map { String(format: "%10.1f ns", $0) }.joined(separator: "  ")
            let label = name + String(repeating: " ", count: 10 - name.count)
            print("\(label)  \(times)  \(String(format: "%.1f %%", Double(wrong) / Double(asked.count) * 100))")
        }
    }

    /// CPU time of one look-up: the median of the rounds.
    private func nanoseconds(_ clients: ArraySlice<Client>, _ lookUp: (Client) -> Int) -> Double {
        var sum = 0
        let times = (0..<rounds).map { _ in
            let begin = clock()
            for client in clients { sum &+= lookUp(client) }
            return Double(clock() - begin) / Double(CLOCKS_PER_SEC) * 1e9 / Double(clients.count)
        }
        // Used, so that no look-up is left out.
        return sum == .min ? .nan : median(times)
    }

    /// The region by going through all prefixes.
    private static func linear(_ client: Client, _ prefixes: [MadePrefixes.Prefix]) -> String? {
        var longest: MadePrefixes.Prefix?
        for prefix in prefixes where prefix.contains(client.id) && prefix.length > longest?.length ?? -1 {
            longest = prefix
        }
        return longest?.cloudRegion.region
    }
}

extension CloudRegion {
    fileprivate var number: Int? { region.flatMap { Int($0.dropFirst("region-".count)) } }
}
