import ArgumentParser

/// `--memory`: an amount of memory, written as `400M` or `2G`.
struct MemorySize {
    let bytes: Int

    init(option text: String) throws {
        let units: [Character: Int] = ["M": 1 << 20, "G": 1 << 30]
        guard let unit = text.last.flatMap({ units[$0] }), let number = UInt32(text.dropLast()), number > 0 else {
            throw ValidationError("--memory is \"\(printable(text))\"; write it as 400M or 2G.")
        }
        bytes = Int(number) * unit
    }
}
