extension Record {
    /// Takes the values of headers that HAProxy was told to capture, `|` between them. The line does not name them, so
    /// each is what it looks like: an URL the referer, addresses `X-Forwarded-For`, `name/1.0` the user agent, and
    /// `name.example` or `name:5000` the host. Of two that look the same the first is taken.
    mutating func setCaptures(_ bytes: Span<UInt8>, _ values: Range<Int>) {
        var start = values.lowerBound
        while start < values.upperBound {
            let end = bytes.firstIndex(of: UInt8(ascii: "|"), in: start..<values.upperBound)
            setCapture(bytes, start..<end)
            start = end + 1
        }
    }

    private mutating func setCapture(_ bytes: Span<UInt8>, _ value: Range<Int>) {
        if bytes.isAbsent(value) {
            return
        }
        if bytes.starts(with: "http://", in: value) || bytes.starts(with: "https://", in: value) {
            referer = referer.isEmpty ? ByteRange(value) : referer
        } else if bytes.looksLikeAddresses(value) {
            forwardedFor = forwardedFor.isEmpty ? ByteRange(value) : forwardedFor
        } else if bytes.looksLikeAgent(value) {
            userAgent = userAgent.isEmpty ? ByteRange(value) : userAgent
        } else if bytes.looksLikeHost(value) {
            host = host.isEmpty ? ByteRange(value) : host
        } else if !host.isEmpty, userAgent.isEmpty {
            // `podman`: behind a host, what looks like nothing else.
            userAgent = ByteRange(value)
        }
    }
}

extension Span where Element == UInt8 {
    /// Addresses with commas between them. One of IPv4 with a port is rather a host.
    fileprivate func looksLikeAddresses(_ value: Range<Int>) -> Bool {
        var dots = 0
        var colons = 0
        var commas = 0
        for index in value {
            switch self[index] {
            case UInt8(ascii: "."): dots += 1
            case UInt8(ascii: ":"): colons += 1
            case UInt8(ascii: ","): commas += 1
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
                UInt8(ascii: "A")...UInt8(ascii: "F"), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: " "):
                break
            default: return false
            }
        }
        return dots >= 3 && (colons == 0 || commas > 0) || colons >= 2
    }

    /// A name, a slash, a version.
    fileprivate func looksLikeAgent(_ value: Range<Int>) -> Bool {
        let slash = firstIndex(of: UInt8(ascii: "/"), in: value)
        guard slash > value.lowerBound, slash + 1 < value.upperBound else {
            return false
        }
        let next = self[slash + 1]
        return (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(next) || next == UInt8(ascii: "v")
    }

    /// Letters, digits and hyphens, with a dot or a port.
    fileprivate func looksLikeHost(_ value: Range<Int>) -> Bool {
        var separators = 0
        for index in value {
            switch self[index] {
            case UInt8(ascii: "."), UInt8(ascii: ":"): separators += 1
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "-"):
                break
            default: return false
            }
        }
        return separators > 0
    }
}
