import Registry

/// What a list of networks is written as, by its content.
enum NetworkFormat {
    case aws, google, azure, addressTable, maxMind

    init(_ file: FileBytes) throws(NetworkFileError) {
        if MaxMindFile.metadata(of: file.bytes) != nil {
            self = .maxMind
            return
        }
        let head = String(decoding: file.bytes.prefix(64 << 10), as: UTF8.self)
        switch head.unicodeScalars.first(where: { !$0.properties.isWhitespace && $0 != "\u{FEFF}" }) {
        case "{" where head.contains("\"ip_prefix\"") || head.contains("\"ipv6_prefix\""): self = .aws
        case "{" where head.contains("\"ipv4Prefix\"") || head.contains("\"ipv6Prefix\""): self = .google
        case "{" where head.contains("\"addressPrefixes\""): self = .azure
        case _ where AddressTable.isOne(head): self = .addressTable
        default:
            throw NetworkFileError(
                file.path,
                "this is no list of networks that is known here",
                "There are AWS' ip-ranges.json, Google's cloud.json and goog.json, Azure's ServiceTags_Public, tables of "
                    + "first address, last address, AS number, country and name parted by tabs (plain or gzip), and "
                    + "MaxMind's GeoLite2-ASN.mmdb."
            )
        }
    }

    /// Whose list it is, as answers say it.
    var source: String {
        switch self {
        case .aws: "AWS"
        case .google: "Google"
        case .azure: "Azure"
        case .addressTable: "AS table"
        case .maxMind: "MaxMind"
        }
    }

    /// Adds all networks of a file.
    /// - Returns: the day that the list says it is of; nil where it says none.
    func read(_ file: FileBytes, into builder: inout NetworkTableBuilder) throws(NetworkFileError) -> Day? {
        switch self {
        case .aws: try AWSRanges.read(file, into: &builder)
        case .google: try GoogleRanges.read(file, into: &builder)
        case .azure: try AzureServiceTags.read(file, into: &builder)
        case .addressTable: try AddressTable.read(file, into: &builder)
        case .maxMind: try MaxMindFile.read(file, into: &builder)
        }
    }
}
