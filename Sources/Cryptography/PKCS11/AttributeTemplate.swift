// SPDX-License-Identifier: Apache-2.0
import CPKCS11

/// Attributes to search by or to make an object with.
struct AttributeTemplate {
    private var values: [(type: CK_ATTRIBUTE_TYPE, bytes: [UInt8])] = []

    init() {}

    mutating func add(_ type: CK_ATTRIBUTE_TYPE, _ bytes: [UInt8]) { values.append((type, bytes)) }

    mutating func add(_ type: CK_ATTRIBUTE_TYPE, _ flag: Bool) { values.append((type, [flag ? 1 : 0])) }

    /// `CK_ULONG` has the machine's own size and order (PKCS #11 v2.40, 2).
    mutating func add(_ type: CK_ATTRIBUTE_TYPE, number: CK_ULONG) {
        values.append((type, unsafe withUnsafeBytes(of: number) { unsafe Array($0) }))
    }

    /// Lends the attributes out for one call.
    func lending<Value>(
        _ body: (UnsafeMutablePointer<CK_ATTRIBUTE>?, CK_ULONG) throws(TokenTrouble) -> Value
    ) throws(TokenTrouble) -> Value {
        // Each value begins where a `CK_ULONG` may: modules read numbers by pointer.
        let step = MemoryLayout<CK_ULONG>.size
        let sizes = values.map { max(step, ($0.bytes.count + step - 1) / step * step) }
        let room = UnsafeMutableRawBufferPointer.allocate(byteCount: max(step, sizes.reduce(0, +)), alignment: step)
        defer { unsafe room.deallocate() }
        var attributes: [CK_ATTRIBUTE] = unsafe []
        var offset = 0
        for (value, size) in zip(values, sizes) {
            let place = unsafe UnsafeMutableRawBufferPointer(rebasing: room[offset..<offset + size])
            unsafe place.copyBytes(from: value.bytes)
            unsafe attributes.append(
                CK_ATTRIBUTE(
                    type: value.type, pValue: place.baseAddress, ulValueLen: CK_ULONG(value.bytes.count)))
            offset += size
        }
        let count = unsafe CK_ULONG(attributes.count)
        let outcome: Result<Value, TokenTrouble> = unsafe attributes.withUnsafeMutableBufferPointer { buffer in
            do throws(TokenTrouble) {
                return .success(try unsafe body(buffer.baseAddress, count))
            } catch {
                return .failure(error)
            }
        }
        return try outcome.get()
    }
}
