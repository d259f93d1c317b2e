extension Unicode.Scalar {
    /// Whether a terminal would obey the character or hide it: controls, line separators, marks of direction, joiners.
    package var isUnseen: Bool {
        switch self {
        case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{AD}", "\u{61C}", "\u{200B}"..."\u{200F}",
            "\u{2028}"..."\u{202E}", "\u{2060}"..."\u{206F}", "\u{FEFF}", "\u{FFF9}"..."\u{FFFB}":
            true
        default: false
        }
    }
}
