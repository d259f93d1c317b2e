/// What the generator is to make: a registry's move from one host to another, and how large.
///
/// The move is that of Kubernetes: `k8s.gcr.io` (legacy) to `registry.k8s.io` (current).
///
/// * Legacy serves manifests and blobs itself (200), until a client's region is redirected: then everything there is
///   a 302 to the same path at current.
/// * Current serves manifests (200) and sends blobs on to a backend (307), unless ``currentServes`` says otherwise.
///   Google's clients are sent to Artifact Registry, all others to an object store.
/// * Requests at a backend stand in the log as well (see ``logsBackends``), with the current host's URL as referer where
///   the tool sends one.
package struct Scenario: Sendable, Equatable, Codable {
    /// What current does with a request for a manifest.
    package enum CurrentServes: String, Sendable, Codable, CaseIterable {
        /// Manifests are answered with 200, blobs with 307 to a backend.
        case manifestsServed
        /// Manifests and blobs alike are answered with 307 to a backend, as registry.k8s.io does.
        case redirectsAll
    }

    /// Two runs with equal scenarios make equal bytes.
    package var seed: UInt64 = 1
    /// Day 1, in UTC.
    package var startDay = CivilDay(year: 2023, month: 2, day: 24)
    package var days = 60
    /// The day, counted from 1, on which legacy begins to redirect; 0 or less where it began before day 1.
    package var redirectDay = 25
    /// In how many days the redirect reaches all regions; 1 for all at once.
    package var redirectRampDays = 6
    /// Addresses that pull on an ordinary day; scanners come on top (1 in 1,000).
    package var clients = 3000
    package var repositories = 180
    /// Combinations of a client and a repository that it pulls.
    package var pairs = 6200
    /// Whether clients live for a time and pull on some of its days (see ``Attendance``); else all are there every day.
    package var clientsComeAndGo = false
    /// Lines of a working day as ``LogShape/vhostCombined``; weekends have about 0.6 times as many.
    package var linesPerDay = 6800
    package var shape = LogShape.vhostCombined
    package var currentServes = CurrentServes.manifestsServed
    /// Whether shapes that name the host hold the requests at backends too. ``LogShape/s3Access`` does in any case.
    package var logsBackends = true

    package init() {}

    /// 60 days with the redirect on day 25, 2023-03-20: for `make run` and for tests.
    package static let sample = Scenario()

    /// One day of a large registry's two front hosts, on which the redirect begins in the first tenth of the regions:
    /// 5 million lines, about 1 GB.
    package static let referenceDay: Scenario = {
        var scenario = Scenario()
        scenario.startDay = CivilDay(year: 2023, month: 3, day: 20)
        scenario.days = 1
        scenario.redirectDay = 1
        scenario.redirectRampDays = 10
        scenario.clients = 170_000
        scenario.repositories = 1750
        scenario.pairs = 350_000
        scenario.linesPerDay = 5_000_000
        scenario.logsBackends = false
        return scenario
    }()

    /// A year with the redirect on 2023-03-20, of which each day sees a tenth of the clients: about 3,000 of 30,000, with
    /// 10,000 combinations of a client and a repository. For stores, see ``Generator/fill(_:readAt:finished:)``.
    package static let year: Scenario = {
        var scenario = Scenario()
        scenario.startDay = CivilDay(year: 2022, month: 10, day: 1)
        scenario.days = 365
        scenario.redirectDay = 171
        scenario.redirectRampDays = 10
        scenario.clients = 30_000
        scenario.clientsComeAndGo = true
        scenario.repositories = 300
        scenario.pairs = 106_000
        scenario.linesPerDay = 96_000
        return scenario
    }()

    /// The same move with clients, pairs, lines and repositories divided by `divisor`.
    package func divided(by divisor: Int) -> Scenario {
        var scenario = self
        scenario.clients = max(clients / divisor, 20)
        scenario.pairs = max(pairs / divisor, scenario.clients)
        scenario.linesPerDay = max(linesPerDay / divisor, 100)
        scenario.repositories = max(repositories / divisor, 12)
        return scenario
    }

    /// The date of a day counted from 1.
    package func date(_ day: Int) -> CivilDay {
        startDay + (day - 1)
    }
}
