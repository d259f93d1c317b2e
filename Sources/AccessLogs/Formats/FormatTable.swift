/// Every format that has a name. A new one is one file in this folder, and one row here.
///
/// Where two read a source equally well, the earlier one is taken.
enum FormatTable {
    static let rows: [LogFormat] = [
        Combined.combined,
        Combined.common,
        Combined.vhostCombined,
        GoogleLB.format,
        S3Access.format,
        CloudFront.format,
        Distribution.format,
    ]
}
