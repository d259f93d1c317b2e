/// One piece of a format string, as its dialect reads it.
struct TemplatePiece: Sendable {
    enum Content: Sendable, Equatable {
        case literal([UInt8])
        /// Of two fields in the same role, the one of lower rank is used.
        case field(TemplateField, rank: Int)
    }

    var content: Content
    /// Where it stands in the text that the user gave, from 1.
    var column: Int
    /// How the text calls it.
    var spelling: String

    static func literal(_ text: String) -> TemplatePiece {
        TemplatePiece(content: .literal(Array(text.utf8)), column: 0, spelling: text)
    }

    static func field(_ field: TemplateField) -> TemplatePiece {
        TemplatePiece(content: .field(field, rank: 0), column: 0, spelling: "")
    }
}
