/// What stands between two values that are no containers, from behind the first one's last byte: `,"status":`, or
/// `},"labels":{"zone":"`.
///
/// Lines of one source have the same ones in the same order, so that comparing them is all the reading they need.
struct JSONGap: BitwiseCopyable, Sendable {
    /// What comes behind a gap.
    enum Ending: UInt8, BitwiseCopyable {
        /// A string; its first quote belongs to the gap.
        case text
        /// A number, `true`, `false` or `null`.
        case word
        /// The end of the document.
        case end
    }

    /// A wanted object that begins or ends within a gap.
    struct Event: BitwiseCopyable {
        var slot: Int32
        var isEnd: Bool
        /// Its first byte, or the one behind its last, counted from the gap's start.
        var offset: Int32
    }

    /// The first eight bytes, and which of their bits count.
    var first: UInt64 = 0
    var mask: UInt64 = 0
    /// Where the bytes behind the first eight stand in ``JSONMemory/words``: eight each, the last of them ending where
    /// the gap does.
    var rest: Int32 = 0
    var length: Int32
    var ending: Ending
    /// The slot that takes the value behind it; -1 for none.
    var slot: Int32
    /// The containers in which it begins and ends; ``JSONMemory/outside`` for the start of a document.
    let from: Int32
    let to: Int32
    var firstEvent: Int32 = 0
    var eventCount: Int32 = 0
    /// Another gap that begins alike, and how many of them there are.
    var sibling: Int32 = 0
    var siblingCount: Int32 = 0

    /// Whether it stands at `position`, where the bytes of `word` begin; its other words are in `words`.
    @inline(always)
    func matches(_ bytes: Span<UInt8>, _ position: Int, _ end: Int, _ word: UInt64, _ words: Span<UInt64>) -> Bool {
        guard (word ^ first) & mask == 0 else {
            return false
        }
        let behind = position &+ Int(length)
        guard behind <= end else {
            return false
        }
        if length > 8 {
            var index = Int(rest)
            var offset = position &+ 8
            let lastWord = behind &- 8
            while offset < lastWord {
                guard bytes.word(at: offset).bits == words[index] else {
                    return false
                }
                index &+= 1
                offset &+= 8
            }
            guard bytes.word(at: lastWord).bits == words[index] else {
                return false
            }
        }
        switch ending {
        case .text: return true
        case .word: return behind < end && bytes[behind].beginsJSONWord
        case .end: return behind == end
        }
    }
}

extension UInt8 {
    /// Whether a number, `true`, `false` or `null` may begin with it, and nothing else.
    @inline(always)
    fileprivate var beginsJSONWord: Bool {
        self &- UInt8(ascii: "0") < 10 || self == UInt8(ascii: "-") || self == UInt8(ascii: "t")
            || self == UInt8(ascii: "f") || self == UInt8(ascii: "n")
    }
}
