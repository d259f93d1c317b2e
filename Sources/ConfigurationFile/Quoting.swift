/// Texts as YAML scalars.
enum Quoting {
    /// Plain where nothing can go wrong, in double quotes elsewhere.
    ///
    /// https://yaml.org/spec/1.1/#id904245
    static func quoted(_ text: String) -> String {
        let isPlain = text.wholeMatch(of: /[A-Za-z\/][0-9A-Za-z\/._-]*( [0-9A-Za-z\/._-]+)*/) != nil
        if isPlain, !words.contains(text.lowercased()) { return text }
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": quoted += "\\" + String(scalar)
            case " "..."~": quoted.unicodeScalars.append(scalar)
            case _ where scalar.properties.isAlphabetic: quoted.unicodeScalars.append(scalar)
            default:
                let digits = String(scalar.value, radix: 16)
                quoted += "\\U" + String(repeating: "0", count: 8 - digits.count) + digits
            }
        }
        return quoted + "\""
    }

    /// What YAML 1.1 reads as something else than text.
    private static let words: Set = ["true", "false", "yes", "no", "on", "off", "y", "n", "null"]
}
