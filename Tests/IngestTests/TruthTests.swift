import AccessLogs
import Foundation
import Registry
import Testing

/// What the definition `manifest` counts, beside what real clients did: pulls and other commands, one after the other,
/// against a registry and against three servers in front of it.
struct TruthTests {
    /// A log of one listener; the registry's own tells them apart by host.
    struct View: CustomTestStringConvertible, Sendable {
        var port: String
        var file: String
        var format: String
        var host: String?

        var testDescription: String { "\(port) in \(file)" }
    }

    static let views = [
        View(port: "5000", file: "registry-text.log", format: "distribution", host: "127.0.0.1:5000"),
        View(port: "5080", file: "registry-text.log", format: "distribution", host: "127.0.0.1:5080"),
        View(port: "5080", file: "nginx-vhost-xff.log", format: "vhost-combined", host: "127.0.0.1:5080"),
        View(port: "5081", file: "registry-text.log", format: "distribution", host: "127.0.0.1:5081"),
        View(port: "5081", file: "apache-combined.log", format: "combined"),
        View(port: "5083", file: "registry-text.log", format: "distribution", host: "127.0.0.1:5083"),
        View(port: "5083", file: "caddy-json.log", format: "caddy"),
    ]

    @Test(arguments: views)
    func manifestsAreCountedAsExplained(view: View) throws {
        guard let truth = try Self.corpus("truth.tsv"), let log = try Self.corpus(view.file) else {
            return
        }
        let commands = Command.all(in: String(decoding: truth, as: UTF8.self), port: view.port)
        #expect(commands.count == 28)
        let requests = try Self.requests(log, view)
        let counted = requests.filter { $0.request.operation == .manifestGet && $0.outcome == .served }
        var rows = ["\(view.testDescription): client, command, image: pulls | manifest GETs | why"]
        var explained = 0
        for (asker, ofAsker) in Dictionary(grouping: commands, by: \.asker).sorted(by: { $0.key < $1.key }) {
            let known = counted.filter { asker.isAsker(of: $0) }.map(\.request)
            let tags = known.count { $0.referenceKind == .tag }
            let digests = known.filter { $0.referenceKind == .digest }.map(\.reference)
            #expect(tags == ofAsker.reduce(0) { $0 + $1.reason.tags }, "\(asker)")
            #expect(digests.count == ofAsker.reduce(0) { $0 + $1.reason.digests }, "\(asker)")
            #expect(Set(digests).count == digests.count, "\(asker) asked for the same twice")
            explained += tags + digests.count
            for command in ofAsker {
                #expect(command.reason.fits(pulls: command.pulls))
                if command.reason.looksUpTag {
                    #expect(requests.contains { $0.request.operation == .manifestHead && asker.isAsker(of: $0) })
                }
                rows.append(
                    "  \(command.client), \(command.action), \(command.image): \(command.pulls) | "
                        + "\(command.reason.tags + command.reason.digests) | \(command.reason.rawValue)"
                )
            }
        }
        rows.append("  sum: \(commands.reduce(0) { $0 + $1.pulls }) | \(explained)")
        // At once, since the views are tested side by side.
        print(rows.joined(separator: "\n"))
        #expect(commands.reduce(0) { $0 + $1.pulls } == 7)
        #expect(counted.count == explained)
        #expect(explained == 17)
    }

    private static func requests(_ log: [UInt8], _ view: View) throws -> [Asked] {
        var parser = try LogFormat(option: view.format).makeParser()
        var batch = Batch()
        parser.parse(log.span, into: &batch)
        var asked = batch.records.map { Asked($0, log) }
        batch.removeAll()
        let settled = parser.settle(atEnd: true, into: &batch)
        asked += batch.records.map { Asked($0, settled) }
        return asked.filter { view.host == nil || $0.host == view.host }
    }

    private static func corpus(_ name: String) throws -> [UInt8]? {
        var folder = URL(filePath: #filePath)
        for _ in 0..<4 {
            folder.deleteLastPathComponent()
        }
        folder.append(path: "shared/corpora/local-servers")
        guard FileManager.default.fileExists(atPath: folder.path) else {
            print("no corpora beside the package: \(name) is not read")
            return nil
        }
        return [UInt8](try Data(contentsOf: folder.appending(path: name)))
    }
}

/// A request of a log, as far as it matters here.
private struct Asked {
    var host: String
    var userAgent: String
    var request: Request
    var outcome: Outcome

    init(_ record: Record, _ chunk: [UInt8]) {
        func text(_ range: ByteRange) -> String {
            var bytes: [UInt8] = []
            record.escaping.decode(chunk.span.extracting(range.indices), into: &bytes)
            return String(decoding: bytes, as: UTF8.self)
        }
        host = text(record.host)
        userAgent = text(record.userAgent)
        request = Request(method: text(record.method), path: text(record.path))
        outcome = Outcome(status: record.status)
    }
}

/// A client that asked for a repository; the commands of one cannot be told apart in a log.
private struct Asker: Hashable, Comparable, CustomStringConvertible {
    /// What its user agent begins with.
    var agent: String
    var repository: String

    var description: String { "\(agent) \(repository)" }

    func isAsker(of asked: Asked) -> Bool {
        asked.request.repository == repository && asked.userAgent.hasPrefix(agent)
    }

    static func < (left: Asker, right: Asker) -> Bool {
        (left.agent, left.repository) < (right.agent, right.repository)
    }
}

/// One line of the truth: a command, and how many pulls it is.
private struct Command {
    var client: String
    var action: String
    var image: String
    var pulls: Int

    static func all(in truth: String, port: String) -> [Command] {
        truth.split(separator: "\n").map { $0.split(separator: "\t").map(String.init) }
            .filter { $0.count == 6 && $0[0] == port }
            .map { Command(client: $0[1], action: $0[2], image: $0[3], pulls: $0[4].hasPrefix("1 pull") ? 1 : 0) }
    }

    var asker: Asker {
        let name = image.split(separator: "@")[0].split(separator: ":")[0]
        let agents = ["docker": "docker/", "containerd": "containerd/1.6", "skopeo": "skopeo/", "curl": "curl/"]
        // That command names another agent.
        let agent = action == "mirror-ns" ? "containerd/1.7" : agents[client] ?? client
        return Asker(agent: agent, repository: String(name))
    }

    var reason: Reason {
        switch (client, action) {
        case ("docker", "pull"): image.hasPrefix("coredns") ? .single : .indexAndPlatform
        case ("docker", "pull-by-digest"): .indexAndPlatform
        case ("docker", "pull-again-uptodate"): .upToDate
        case ("containerd", "fetch"): image.hasPrefix("pause") ? .storeHasIt : .indexAndPlatform
        case ("skopeo", "copy"): .singleByTag
        case ("skopeo", "copy-all"): .allPlatforms
        case ("skopeo", "inspect"): .inspected
        case ("curl", "get-manifest"), ("curl", "mirror-ns"), ("curl", "xff"): .bareGet
        case ("curl", "not-modified"): .notHonoured
        default: .noManifest
        }
    }
}

/// Why a command is as many manifest GETs as it is.
private enum Reason: String {
    case single = "one manifest, by the digest that a HEAD of the tag named"
    case singleByTag = "one manifest, by its tag"
    case indexAndPlatform = "the index and the platform's manifest, both by digest"
    case allPlatforms = "the index by its tag and both platforms' manifests"
    case upToDate = "a HEAD of the tag, which has not changed"
    case storeHasIt = "a HEAD of the tag; the client's store has the manifest already"
    case inspected = "no pull, but the index by its tag and one platform's manifest"
    case bareGet = "no pull, but the manifest by its tag"
    case notHonoured = "no pull, but the manifest by its tag, answered with 200 and not 304"
    case noManifest = "no manifest was asked for and served"

    /// Manifest GETs by tag.
    var tags: Int {
        switch self {
        case .singleByTag, .allPlatforms, .inspected, .bareGet, .notHonoured: 1
        default: 0
        }
    }

    /// Manifest GETs by digest.
    var digests: Int {
        switch self {
        case .single, .inspected: 1
        case .indexAndPlatform, .allPlatforms: 2
        default: 0
        }
    }

    var looksUpTag: Bool { self == .single || self == .upToDate || self == .storeHasIt }

    func fits(pulls: Int) -> Bool {
        switch self {
        case .single, .singleByTag, .indexAndPlatform, .allPlatforms, .storeHasIt: pulls == 1
        default: pulls == 0
        }
    }
}
