/// What a file looks like from outside: the shortcut that spares reading it again.
package struct FileMark: Hashable, Sendable {
    /// Bytes on disk.
    package var size: Int64
    /// Last change, in nanoseconds since 1970.
    package var modified: Int64
    /// The last eight bytes: checksum and length in a gzip file.
    package var trailer: UInt64

    package init(size: Int64, modified: Int64, trailer: UInt64) {
        self.size = size
        self.modified = modified
        self.trailer = trailer
    }
}
