import AccessLogs

/// What the fixtures of the formats in JSON hold: the same faults in each.
extension FixtureTests {
    private static let formats: [Family] = [
        .cloudflare, .azureFrontDoor, .fastlyJSON, .gitLabRegistry, .traefikJSON, .envoyJSON, .caddy, .nginxJSON,
        .anyJSON,
    ]

    private static let faults: [RejectReason: Int] = [
        .badTime: 1, .noTime: 1, .badStatus: 1, .badBytes: 1, .badRequest: 1, .badJSON: 2, .duplicateKey: 1,
        .badEscape: 1,
        .loneSurrogate: 1, .nestedTooDeep: 1,
    ]

    static let jsonErrors = Dictionary(
        uniqueKeysWithValues: formats.map { ($0, (records: 2, skipped: 0, reasons: faults)) }
    )

    static let jsonUnrelated = Dictionary(
        uniqueKeysWithValues: formats.map { family in
            let messages =
                [.azureFrontDoor: 1, .gitLabRegistry: 2, .traefikJSON: 2, .envoyJSON: 1, .caddy: 2][family] ?? 0
            let paths: [String?] = ["/wp-login.php", "/"]
            return (family, (paths: paths, skipped: messages + 2))
        }
    )

    static let jsonVersions = Dictionary(
        uniqueKeysWithValues: formats.map { family in
            let reasons: [RejectReason: Int] =
                switch family {
                // Text may stand there too.
                case .gitLabRegistry: [:]
                case .traefikJSON: [.tooFewFields: 1]
                case .envoyJSON: [.notThisFormat: 1]
                default: [.badJSON: 1]
                }
            return (family, (records: 3, skipped: family == .gitLabRegistry ? 1 : 0, reasons: reasons))
        }
    )
}
