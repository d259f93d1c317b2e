/// The percent-encoding of paths.
///
/// https://www.rfc-editor.org/rfc/rfc3986#section-2.1
package enum PercentEncoding {
    /// The bytes a path stands for.
    ///
    /// The second round is intended: CloudFront encodes once more what came to it encoded. It cannot go wrong,
    /// since no name, tag or digest holds a `%`. What is no valid escape stays as it is, and fails the grammar later.
    package static func decoded(_ path: String) -> [UInt8] {
        let bytes = Array(path.utf8)
        guard bytes.contains(UInt8(ascii: "%")) else { return bytes }
        let once = decodedOnce(bytes)
        return once.contains(UInt8(ascii: "%")) ? decodedOnce(once) : once
    }

    private static func decodedOnce(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
                let high = hexadecimal(bytes[index + 1]), let low = hexadecimal(bytes[index + 2])
            {
                result.append(high << 4 | low)
                index += 3
            } else {
                result.append(bytes[index])
                index += 1
            }
        }
        return result
    }

    private static func hexadecimal(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
