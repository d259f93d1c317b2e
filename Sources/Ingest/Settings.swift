import Foundation
package import Registry
import Store

/// Everything besides the bytes that decides what a line counts as.
///
/// The ledger keeps its fingerprint with each source, and the store the settings themselves, so that a source can be
/// taken back under the rules it was counted by.
package struct Settings: Codable, Hashable, Sendable {
    /// A site of an endpoint, as far as it decides about lines.
    package struct Rule: Codable, Hashable, Sendable {
        package var endpoint: String
        package var role: Role
        package var host: String
        package var pathPrefix: String
        package var repositoryPrefix: String
        package var observes: Observes
    }

    package var rules: [Rule]
    /// What becomes of a client's address before it is counted.
    package var clientForm: PrivacyMode
    package var rotation: KeyRotation
    /// The host of lines that name none.
    package var host: String?
    /// What was given as `--format`; nil where the format is found by itself.
    package var format: String?
    /// Where in the chain the sources were written; nil where the format decides.
    package var vantage: Vantage?
    /// Which hop of a request is the client; nil: the peer. Absent from ``json`` where it is nil.
    package var proxies: TrustedProxies?
    /// Where the fields of the format `json` stand. Absent from ``json`` where it is nil.
    package var jsonFields: JSONFields?
    /// Raised when ebb reads or classifies lines in a new way.
    private var version = 1

    package init(
        migration: Migration,
        privacy: Privacy,
        host: String? = nil,
        format: String? = nil,
        vantage: Vantage? = nil,
        proxies: TrustedProxies? = nil,
        jsonFields: JSONFields? = nil
    ) {
        rules = migration.endpoints.flatMap { endpoint in
            endpoint.sites.map { site in
                Rule(
                    endpoint: endpoint.name,
                    role: endpoint.role,
                    host: site.host,
                    pathPrefix: site.pathPrefix,
                    repositoryPrefix: site.repositoryPrefix,
                    // What is told of clients decides nothing about lines.
                    observes: endpoint.observes.subtracting(.clients)
                )
            }
        }
        clientForm = privacy.store
        rotation = privacy.rotation
        self.host = host
        self.format = format
        self.vantage = vantage
        self.proxies = proxies
        self.jsonFields = jsonFields
    }

    /// The settings as JSON with sorted keys: the same settings give the same text.
    package var json: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }

    /// Reads what ``json`` gave; nil where another version wrote it.
    package init?(json: String) {
        guard let read = try? JSONDecoder().decode(Settings.self, from: Data(json.utf8)), read.version == 1 else {
            return nil
        }
        self = read
    }

    /// 32 hexadecimal digits that stand for these settings.
    package var fingerprint: String {
        var hash = ContentHash()
        let bytes = Array(json.utf8)
        hash.update(bytes.span)
        return hash.identity.text
    }

    /// The endpoints that the rules describe.
    var migration: Migration {
        let endpoints = rules.map { rule in
            Endpoint(
                name: rule.endpoint,
                role: rule.role,
                sites: [
                    Site(host: rule.host, pathPrefix: rule.pathPrefix, repositoryPrefix: rule.repositoryPrefix)
                ],
                observes: rule.observes
            )
        }
        return Migration(name: "", endpoints: endpoints)
    }
}
