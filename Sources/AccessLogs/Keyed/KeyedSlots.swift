/// The slots that each role's value may be in, in the order in which they are asked.
///
/// All of them lie in one flat table: arrays in arrays would cost every line reference counts.
struct KeyedSlots: Sendable {
    private struct Role: BitwiseCopyable {
        /// Where its slots are in the table.
        var first: Int
        var count: Int
        var slots: JSONSlots
    }

    private var roles: [Role] = []
    private var table: [Int] = []

    /// - Parameter slots: those of each role.
    init(_ slots: [[Int]]) {
        for slots in slots {
            roles.append(Role(first: table.count, count: slots.count, slots: JSONSlots(slots)))
            table += slots
        }
    }

    /// The role's first value that there is.
    @inline(always)
    func first(_ role: KeyedShape.Role, _ findings: JSONFindings, _ bytes: Span<UInt8>) -> JSONValue {
        let role = roles[role.rawValue]
        guard role.slots.mayMeet(findings.slots) else {
            return JSONValue()
        }
        for index in role.first..<role.first + role.count {
            let value = findings.values[table[index]]
            if value.isPresent, !bytes.isAbsent(value.range.indices) {
                return value
            }
        }
        return JSONValue()
    }

    /// Whether any key may hold the role.
    func hasAny(_ role: KeyedShape.Role) -> Bool {
        roles[role.rawValue].count > 0
    }

    /// Whether any of the role's keys stands in the line, whatever it holds.
    func isThere(_ role: KeyedShape.Role, _ findings: JSONFindings) -> Bool {
        isThere(role, findings) { $0 != .absent }
    }

    /// Whether any of the role's keys holds a text without anything in it, or null.
    func isEmptyText(_ role: KeyedShape.Role, _ findings: JSONFindings) -> Bool {
        isThere(role, findings) { $0 == .string || $0 == .null }
    }

    @inline(always)
    private func isThere(
        _ role: KeyedShape.Role,
        _ findings: JSONFindings,
        where isWanted: (JSONValue.Kind) -> Bool
    ) -> Bool {
        let role = roles[role.rawValue]
        guard role.slots.mayMeet(findings.slots) else {
            return false
        }
        for index in role.first..<role.first + role.count where isWanted(findings.values[table[index]].kind) {
            return true
        }
        return false
    }
}
