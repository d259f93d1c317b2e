import NIOCore

/// What is sent for a question: bytes, and what a reader must know of them.
struct Entity: Sendable {
    let bytes: ByteBuffer
    let contentType: String
    let tag: EntityTag
    /// The cursor of the next page.
    var next: String?

    init(_ text: String, _ contentType: String, next: String? = nil) {
        bytes = ByteBuffer(string: text)
        self.contentType = contentType
        tag = EntityTag(of: text.utf8)
        self.next = next
    }
}
