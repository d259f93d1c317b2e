import Crypto

/// Names of files for names that a log made up: safe on every file system, and different for different names even
/// where case does not count.
enum FileName {
    /// Small letters, digits and `-` stand for themselves, `__` for a slash, `_2e` for a dot and so on.
    static func of(_ name: String) -> String {
        var result = ""
        for byte in name.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
                result.unicodeScalars.append(Unicode.Scalar(byte))
            case UInt8(ascii: "/"): result += "__"
            default: result += "_" + hexadecimal(byte)
            }
        }
        if result.utf8.count > 120 {
            // `_h` is no byte's escape, so that no other name comes out as this one.
            result = result.prefix(80) + "_h" + SHA256.hash(data: Array(name.utf8)).map(hexadecimal).joined()
        }
        return devices.contains(result) || result.isEmpty || result.hasPrefix("-") ? "_n" + result : result
    }

    private static func hexadecimal(_ byte: UInt8) -> String { (byte < 16 ? "0" : "") + String(byte, radix: 16) }

    /// What Windows takes for a device, whatever follows the dot.
    ///
    /// https://learn.microsoft.com/windows/win32/fileio/naming-a-file
    private static let devices = Set(
        ["con", "prn", "aux", "nul"] + (0...9).flatMap { ["com\($0)", "lpt\($0)"] }
    )
}
