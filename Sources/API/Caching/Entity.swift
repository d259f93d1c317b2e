package import NIOCore

/// What is sent for a question: bytes, and what a reader must know of them.
package struct Entity: Sendable {
    package let bytes: ByteBuffer
    let contentType: String
    let tag: EntityTag
    /// The cursor of the next page.
    var next: String?

    package init(_ text: String, _ contentType: String, next: String? = nil) {
        bytes = ByteBuffer(string: text)
        self.contentType = contentType
        tag = EntityTag(of: text.utf8)
        self.next = next
    }
}
