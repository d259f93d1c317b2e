import EbbTesting
import Foundation
import Ingest
import Registry
import Store
import Testing

/// The main path against the oracle, and both against what the generator knows.
struct OracleTests {
    /// Before the redirect, on its first days, and after it.
    static let days = [3, 26, 45]

    @Test(arguments: OracleFormat.allCases)
    func countsAsTheOracleDoes(format: OracleFormat) async throws {
        let sample = Sample(format)
        let folder = try Folder()
        let store = MemoryStore()
        var oracle = Oracle(migration)
        for file in Self.days.flatMap({ sample.generator.files(day: $0) }) {
            let path = try folder.write(file.bytes, to: file.name)
            let report = try await ingest([path], into: store, settings(host: file.host, format: sample.option))
            #expect(report.errors == [])
            oracle.count(file.bytes, as: format, host: file.host ?? "")
        }
        #expect(try FactSheet(store).differences(from: oracle.facts) == [])
        let lines = store.ledger().reduce(into: LedgerRow.Lines()) { $0 += $1.lines }
        #expect(lines == oracle.lines)
        #expect(lines.rejected == 0)
        #expect(store.ledger().allSatisfy { $0.format == (format == .nginxJSON ? "nginx" : format.rawValue) })
        try expectSums(store)
    }

    /// Formats whose log holds every request of its hosts.
    @Test(arguments: [OracleFormat.vhostCombined, .combined, .googleLB, .cloudfront, .nginxJSON], [2, 26, 50])
    func agreesWithTheTruth(format: OracleFormat, day: Int) async throws {
        let sample = Sample(format)
        let folder = try Folder()
        let store = MemoryStore()
        for file in sample.generator.files(day: day) {
            let path = try folder.write(file.bytes, to: file.name)
            try await ingest([path], into: store, settings(host: file.host, format: sample.option))
        }
        let truth = sample.generator.truth(day: day)
        for host in truth.hosts where host.role != .unrelated {
            let sums = try HostSums(store, host: host.host)
            #expect(sums.requests == host.lines - host.empty, "\(host.host)")
            #expect(sums.bytes == host.bytes, "\(host.host)")
            #expect(sums.clients <= host.clients, "\(host.host)")
            #expect(sums.manifestGets == host.manifestGets, "\(host.host)")
            #expect(sums.manifestHeads == host.manifestHeads, "\(host.host)")
            #expect(sums.blobGets == host.blobGets, "\(host.host)")
            if host.role == .current {
                #expect(sums.followed == host.followed)
                #expect(sums.direct + sums.unknown + sums.mirrored >= host.direct + host.followedUnseen)
                #expect(sums.pulls == host.manifestPulls)
                #expect(sums.sessions == truth.pulls.direct + truth.pulls.followed)
            }
            if host.role == .legacy {
                #expect(sums.served == host.manifestPulls)
                #expect(sums.sessions == truth.pulls.servedByLegacy)
            }
            #expect(sums.complete <= sums.sessions)
        }
        let unrelated = truth.hosts.filter { $0.role == .unrelated }.reduce(0) { $0 + $1.lines }
        #expect(store.ledger().reduce(0) { $0 + $1.lines.unrelated } == unrelated)
    }
}

/// Σ over hours = Σ over images = Σ over clients = Σ over pairs, for each site; and lines = their four parts.
func expectSums(_ store: any Store) throws {
    for row in try store.ledger() {
        let lines = row.lines
        #expect(lines.total == lines.counted + lines.unrelated + lines.rejected + lines.skipped, "\(row.name)")
    }
    guard let days = try store.days() else { return }
    var counted: Int64 = 0
    for site in try store.sites() {
        let sums = try [Marginal.hours, .images, .clients, .pairs].map { marginal in
            let rows = try store.sums(SumQuery(marginal, days: days, sites: [site.id], by: []))
            return [rows.reduce(0) { $0 + $1.requests }, rows.reduce(0) { $0 + $1.bytes }]
        }
        #expect(Set(sums).count == 1, "\(site.name)")
        counted += sums[0][0]
    }
    #expect(try counted == store.ledger().reduce(0) { $0 + $1.lines.counted })
}
