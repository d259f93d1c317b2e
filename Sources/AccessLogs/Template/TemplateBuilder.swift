/// Compiles the pieces of a format string to a ``Template``.
struct TemplateBuilder {
    var escaping = Escaping.backslash
    /// See ``Template/endsAtFirstQuote``.
    var endsAtFirstQuote = false
    /// Fields may bring their own double quotes, and do not need any: S3.
    var fieldsMayBeQuoted = false
    /// From this field on (counted from 0) the line may end.
    var optionalFromField = Int.max
    /// At which quote from the line's end the user agent ends, where the server does not escape those in it.
    var agentQuoteFromEnd: UInt8 = 0
    /// Whether a line may be cut off within its last quoted field. Where that is the request, it may not.
    var lastQuoteMayMiss = true

    /// For servers that write every byte as it is.
    static let raw: TemplateBuilder = {
        var builder = TemplateBuilder()
        builder.escaping = .none
        return builder
    }()

    /// What a template gives, for ``LogFormat``.
    struct Result {
        var template: Template
        var fields: Set<TemplateField.Role>
        var bytesIncludeHeaders: Bool
    }

    /// Compiles. Between two fields there should be a literal, see ``checkSeparation(of:)``.
    func build(_ pieces: [TemplatePiece]) -> Result {
        let pieces = joiningLiterals(pieces)
        let winners = winners(among: pieces)
        var template = Template(escaping: escaping, endsAtFirstQuote: endsAtFirstQuote)
        var roles: Set<TemplateField.Role> = []
        var bytesIncludeHeaders = false
        var fields = 0
        for (index, piece) in pieces.enumerated() {
            guard case .field(let written, _) = piece.content else {
                if index == 0, case .literal(let bytes) = piece.content {
                    template.prefix = bytes
                }
                continue
            }
            let isUsed = written.role == nil || winners[index] != nil
            let field = isUsed ? written : .skip
            if isUsed, let role = written.role {
                roles.insert(role)
            }
            bytesIncludeHeaders = bytesIncludeHeaders || field == .wireBytes
            template.hasTimeParts = template.hasTimeParts || field.isTimePart
            append(field, at: index, of: pieces, isLast: index == pieces.count - 1, to: &template)
            if fields == optionalFromField {
                template.optionalFrom = template.steps.count - 1
            }
            fields += 1
        }
        if template.hasTimeParts, hasWholeTime(pieces) {
            roles.insert(.time)
        }
        template.hasReferer = roles.contains(.referer)
        return Result(template: template, fields: roles, bytesIncludeHeaders: bytesIncludeHeaders)
    }

    /// Throws where two fields touch, so that no line shows where one ends. Parts of a time have fixed widths.
    static func checkSeparation(of pieces: [TemplatePiece]) throws(LogFormatError) {
        for (left, right) in zip(pieces, pieces.dropFirst()) {
            if case .field(let field, _) = left.content, case .field = right.content, !field.isTimePart {
                throw LogFormatError(
                    text: "nothing stands between \(left.spelling) and \(right.spelling), "
                        + "so no line shows where the one ends",
                    column: right.column,
                    wayOut: "put a space or another character between them, in the server's configuration too"
                )
            }
        }
    }

    private func append(
        _ field: TemplateField,
        at index: Int,
        of pieces: [TemplatePiece],
        isLast: Bool,
        to template: inout Template
    ) {
        var step = Template.Step(field: field)
        step.mayBeQuoted = fieldsMayBeQuoted
        step.mayEndLine = template.steps.count >= optionalFromField
        var literal: [UInt8] = []
        if isLast {
            // Nothing behind it: a number ends at a space, and more fields may follow; anything else is the rest.
            if field.endsByItself, !field.isTimePart {
                literal = [UInt8(ascii: " ")]
                step.mayEndLine = true
            }
        } else if case .literal(let bytes) = pieces[index + 1].content {
            literal = bytes
        }
        let quote = UInt8(ascii: "\"")
        if literal.first == quote, index > 0, case .literal(let before) = pieces[index - 1].content {
            step.isQuoted = before.last == quote
            // Some servers cut off long lines; a user agent without its last quote is still one.
            let isLast = index + 1 == pieces.count - 1 && literal == [quote]
            step.mayEndLine = step.mayEndLine || (step.isQuoted && isLast && lastQuoteMayMiss)
        }
        if field == .userAgent {
            step.quoteFromEnd = agentQuoteFromEnd
        }
        template.append(step, endedBy: literal)
    }

    /// Whether the parts of a time name a day and an hour.
    private func hasWholeTime(_ pieces: [TemplatePiece]) -> Bool {
        func has(_ field: TemplateField) -> Bool {
            pieces.contains { $0.content == .field(field, rank: 0) }
        }
        return has(.year) && (has(.month) || has(.monthName)) && has(.day) && has(.hour)
    }

    private func joiningLiterals(_ pieces: [TemplatePiece]) -> [TemplatePiece] {
        var joined: [TemplatePiece] = []
        for piece in pieces {
            if case .literal(let bytes) = piece.content, case .literal(let before) = joined.last?.content {
                joined[joined.count - 1].content = .literal(before + bytes)
            } else {
                joined.append(piece)
            }
        }
        return joined
    }

    /// The pieces that win their role, by index: the lowest rank, and of equals the first.
    private func winners(among pieces: [TemplatePiece]) -> [Int: Int] {
        var best: [TemplateField.Role: (index: Int, rank: Int)] = [:]
        for (index, piece) in pieces.enumerated() {
            guard case .field(let field, let rank) = piece.content, let role = field.role else {
                continue
            }
            if let current = best[role], current.rank <= rank {
                continue
            }
            best[role] = (index, rank)
        }
        // A request line says method and target; beside it they are not needed.
        if best[.request] != nil {
            best[.method] = nil
            best[.target] = nil
            best[.query] = nil
        }
        return Dictionary(uniqueKeysWithValues: best.values.map { ($0.index, $0.rank) })
    }
}
