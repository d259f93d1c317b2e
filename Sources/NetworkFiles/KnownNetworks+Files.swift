package import Registry

extension KnownNetworks {
    /// Reads lists of networks.
    ///
    /// - Parameters:
    ///   - paths: of the files, in the order in which they count.
    ///   - today: which lists are old is told by.
    /// - Throws: for the first file that can't be used; no list is used in part.
    package init(files paths: [String], today: Day) throws(NetworkFileError) {
        var builder = NetworkTableBuilder()
        var lists: [NetworkList] = []
        for path in paths {
            let file = try FileBytes(path: path)
            let format = try NetworkFormat(file)
            let day = try format.read(file, into: &builder) ?? Day(number: Int32(clamping: file.modified / 86_400))
            lists.append(NetworkList(name: file.name, source: format.source, day: day, today: today))
        }
        self.init(table: builder.table(), lists: lists)
    }
}
