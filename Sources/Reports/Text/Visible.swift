import Store

/// A text of a log without what a browser would obey or hide: controls, marks of direction, joiners are written out.
func visible(_ text: String) -> String {
    text.unicodeScalars.contains(where: isHidden) ? text.unicodeScalars.map(visible).joined() : text
}

/// `\u{202e}` for a character that can't be seen, all others as they are.
func visible(_ scalar: Unicode.Scalar) -> String {
    isHidden(scalar) ? "\\u{" + String(scalar.value, radix: 16) + "}" : String(scalar)
}

/// Beside what stores know as unseen: tags, variation selectors and fillers, which terminals show and browsers do not.
private func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isUnseen { return true }
    return switch scalar.value {
    case 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B...0x180F, 0x2800, 0x3164, 0xFE00...0xFE0F, 0xFFA0,
        0xFFFE...0xFFFF, 0x1D173...0x1D17A, 0xE0000...0xE0FFF:
        true
    default: false
    }
}
