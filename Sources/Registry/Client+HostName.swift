extension Client {
    /// The client that a host's name stands for, as servers write it that look names up: a hash of the name in lower
    /// case, without port and final dot. A word without a dot, such as `unknown`, `-` or `[REDACTED]`, names nobody.
    ///
    /// https://www.rfc-editor.org/rfc/rfc3696#section-2
    init(hostName text: Span<UInt8>) {
        // FNV-1a; its results stand in stores. http://www.isthe.com/chongo/tech/comp/fnv/
        var hash: UInt32 = 0x811C_9DC5
        var label = 0
        var labels = 1
        var endsInLetters = false
        var index = 0
        while index < text.count, text[index] != UInt8(ascii: ":") {
            var byte = text[index]
            index += 1
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte |= 0x20
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"),
                UInt8(ascii: "_"):
                break
            case UInt8(ascii: ".") where label > 0:
                if index == text.count || text[index] == UInt8(ascii: ":") { continue }
                labels += 1
                label = 0
                hash = (hash ^ UInt32(byte)) &* 0x0100_0193
                continue
            default:
                self = .unknown
                return
            }
            if label == 0 { endsInLetters = UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte }
            label += 1
            hash = (hash ^ UInt32(byte)) &* 0x0100_0193
        }
        let hasPort = index == text.count || IPAddress.isPort(text, from: index)
        guard labels > 1, label > 1, endsInLetters, index <= 254, hasPort else {
            self = .unknown
            return
        }
        self = .host(hash)
    }
}
