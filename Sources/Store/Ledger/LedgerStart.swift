/// What the ledger knows of a source before it is read.
package struct LedgerStart: Sendable {
    /// A state in which a source of this family was read before, and which may be the beginning of this one.
    package struct Beginning: Hashable, Sendable {
        package var identity: Identity
        /// Where its last line began if no newline ended it, else its length.
        package var openLine: Int64
        package var settings: String
        /// Its line counts, which the continued source keeps.
        package var row: LedgerRow

        package init(identity: Identity, openLine: Int64, settings: String, row: LedgerRow) {
            self.identity = identity
            self.openLine = openLine
            self.settings = settings
            self.row = row
        }
    }

    /// The row and settings of a source with this name and this mark: it need not be read again.
    package var unchanged: (row: LedgerRow, settings: String)?
    /// Growing sources of the same family, in any order.
    package var beginnings: [Beginning]

    package init(unchanged: (row: LedgerRow, settings: String)? = nil, beginnings: [Beginning] = []) {
        self.unchanged = unchanged
        self.beginnings = beginnings
    }
}

/// The name of a log without what rotation adds: `access.log.2.gz`, `access.log-20230320` and `access.log` are one family.
package func logFamily(of path: String) -> String {
    var name = path.split(separator: "/").last.map(Substring.init) ?? Substring(path)
    if name.hasSuffix(".gz") { name.removeLast(3) }
    if let cut = name.lastIndex(where: { $0 == "." || $0 == "-" }), cut != name.startIndex {
        let suffix = name[name.index(after: cut)...]
        if !suffix.isEmpty, suffix.allSatisfy(\.isNumber), suffix.count <= 3 || suffix.count >= 8 {
            name = name[..<cut]
        }
    }
    return String(name)
}
