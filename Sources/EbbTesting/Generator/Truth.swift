/// What the simulation knows of the logs that it wrote, from what it did and not from reading them.
package struct Truth: Sendable, Equatable, Codable {
    package struct File: Sendable, Equatable, Codable {
        package let name: String
        package let day: CivilDay
        package let lines: Int
        /// Before compression.
        package let bytes: Int
    }

    /// Pulls as the clients meant them. One pull is one image wanted by one client, with all its requests.
    package struct Pulls: Sendable, Equatable, Codable {
        /// Legacy served manifests and blobs.
        package var servedByLegacy = 0
        /// Asked current at once.
        package var direct = 0
        /// Asked legacy and followed its redirect to current.
        package var followed = 0
        /// Asked legacy and did not follow, or could not.
        package var lost = 0
        /// Only looked whether a tag had changed, listed tags, or looked for a signature.
        package var checks = 0
        /// Missing tags, refused pushes; lost pulls are not among them.
        package var failed = 0
    }

    package struct Repository: Sendable, Equatable, Codable {
        package let name: String
        package let requests: Int
        package let bytes: Int
        /// See ``HostDay/manifestPulls``.
        package let manifestPulls: Int
        package let clients: Int
    }

    package struct Tool: Sendable, Equatable, Codable {
        package let name: String
        package let requests: Int
    }

    package struct Status: Sendable, Equatable, Codable {
        package let status: Int
        package let requests: Int
    }

    /// What one host's lines of one day hold.
    package struct HostDay: Sendable, Equatable, Codable {
        package let host: String
        package let role: Host.Role
        /// All lines, with those that hold no HTTP request.
        package let lines: Int
        /// Lines of connections that sent nothing.
        package let empty: Int
        /// Lines of TLS handshakes.
        package let tlsHellos: Int
        /// Body bytes sent.
        package let bytes: Int
        /// Distinct addresses.
        package let clients: Int
        package let manifestGets: Int
        package let manifestHeads: Int
        package let blobGets: Int
        /// GETs of manifests, signatures excluded, that were served, or at current redirected to a backend; 0 at backends.
        package let manifestPulls: Int
        /// Requests at current by tools that asked it at once.
        package let direct: Int
        /// Requests that followed legacy's redirect and say so in their referer.
        package let followed: Int
        /// Requests that followed legacy's redirect with a tool that sends no referer.
        package let followedUnseen: Int
        /// Redirects given here that nobody followed.
        package let lost: Int
        /// By status, ascending; 0 is not used.
        package let statuses: [Status]
        /// By popularity in the catalogue; without those that have no requests here.
        package let repositories: [Repository]
        package let tools: [Tool]
    }

    package struct Day: Sendable, Equatable, Codable {
        package let date: CivilDay
        package let lines: Int
        /// Distinct addresses on all hosts.
        package let clients: Int
        /// Distinct combinations of a client and a repository.
        package let pairs: Int
        package let pulls: Pulls
        package let hosts: [HostDay]
    }

    /// How the combinations of client and repository move.
    package struct Moves: Sendable, Equatable, Codable {
        package let beforeFirstDay: Int
        /// By day, from day 1.
        package let onDay: [Int]
        /// After the last day, or never.
        package let later: Int
        /// Moved, and asked legacy again for some days.
        package let returning: Int
    }

    package let scenario: Scenario
    package let moves: Moves
    package var files: [File]
    package var days: [Day]
}

extension Truth.Moves {
    init(scenario: Scenario, pairs: [Population.Pair]) {
        var before = 0
        var onDay = [Int](repeating: 0, count: scenario.days)
        var later = 0
        var returning = 0
        for pair in pairs {
            switch pair.move.day.map(Int.init) {
            case .some(let day) where day < 1: before += 1
            case .some(let day) where day <= scenario.days: onDay[day - 1] += 1
            default: later += 1
            }
            if !pair.move.returns.isEmpty { returning += 1 }
        }
        self.init(beforeFirstDay: before, onDay: onDay, later: later, returning: returning)
    }
}
