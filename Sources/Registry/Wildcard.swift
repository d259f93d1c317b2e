/// A text in which each `*` stands for one or more bytes.
package struct Wildcard: Hashable, Sendable {
    private let text: [UInt8]

    /// Whether it holds no `*` and matches nothing but itself.
    let isExact: Bool

    /// How many bytes are given: of two wildcards that match, the one with more is the closer one.
    let literalCount: Int

    /// A pattern as users write it.
    package init(_ text: String) {
        self.text = Array(text.utf8)
        literalCount = self.text.count { $0 != Self.star }
        isExact = literalCount == self.text.count
    }

    /// Whether the whole of the subject is what the pattern says.
    package func matches(_ subject: [UInt8]) -> Bool {
        isExact ? subject == text : captures(in: subject) != nil
    }

    /// What each `*` stands for in `subject`, each as short as it can be; nil where the subject does not match.
    ///
    /// Goes back to the last `*` only. That is enough: an earlier one has taken the least it could, and whatever it
    /// took more could be taken by the last one as well.
    func captures(in subject: [UInt8]) -> [Range<Int>]? {
        var captures: [Range<Int>] = []
        var pattern = 0
        var index = 0
        var resume: (pattern: Int, index: Int)?
        while index < subject.count || pattern < text.count {
            if pattern < text.count, text[pattern] == Self.star, index < subject.count {
                captures.append(index..<(index + 1))
                pattern += 1
                index += 1
                resume = (pattern, index)
            } else if pattern < text.count, index < subject.count, text[pattern] == subject[index] {
                pattern += 1
                index += 1
            } else if let (start, end) = resume, end < subject.count, let last = captures.indices.last {
                captures[last] = captures[last].lowerBound..<(end + 1)
                pattern = start
                index = end + 1
                resume = (start, end + 1)
            } else {
                return nil
            }
        }
        return captures
    }

    private static let star = UInt8(ascii: "*")
}
