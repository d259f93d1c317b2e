/// Advice on a word that is not known.
enum Spelling {
    /// The word that was probably meant, or else all there are.
    static func advice(for word: String, among known: [String]) -> String {
        let ranked = known.map { (word: $0, distance: distance(word.lowercased(), $0.lowercased())) }
            .min { $0.distance < $1.distance }
        if let ranked, ranked.distance <= max(1, min(2, ranked.word.count / 3)) {
            return "Did you mean `\(ranked.word)`?"
        }
        return known.count == 1 ? "Write \(list(known))." : "Write one of \(list(known))."
    }

    static func list(_ words: [String]) -> String { words.map { "`\($0)`" }.joined(separator: ", ") }

    /// How many letters must be put in, taken out, changed, or swapped with their neighbour.
    ///
    /// https://en.wikipedia.org/wiki/Damerau–Levenshtein_distance (optimal string alignment)
    private static func distance(_ one: String, _ other: String) -> Int {
        let one = Array(one.prefix(64))
        let other = Array(other)
        var rows = [Array(0...other.count)]
        for (i, letter) in one.enumerated() {
            var row = [i + 1]
            for (j, expected) in other.enumerated() {
                var best = min(rows[i][j] + (letter == expected ? 0 : 1), rows[i][j + 1] + 1, row[j] + 1)
                if i > 0, j > 0, letter == other[j - 1], one[i - 1] == expected {
                    best = min(best, rows[i - 1][j - 1] + 1)
                }
                row.append(best)
            }
            rows.append(row)
        }
        return rows[one.count][other.count]
    }
}
