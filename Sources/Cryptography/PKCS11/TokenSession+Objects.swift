// SPDX-License-Identifier: Apache-2.0
import CPKCS11

extension TokenSession {
    /// The objects that have all of some attributes.
    ///
    /// - Returns: their handles; more than `limit` are not told apart.
    func objects(_ template: AttributeTemplate, limit: Int = 16) throws(TokenTrouble) -> [CK_OBJECT_HANDLE] {
        try unsafe module.calling(generation) { functions throws(TokenTrouble) in
            try unsafe template.lending { attributes, count throws(TokenTrouble) in
                try unsafe check(functions.pointee.C_FindObjectsInit?(handle, attributes, count), "C_FindObjectsInit")
            }
            var found = [CK_OBJECT_HANDLE](repeating: 0, count: limit)
            var total = 0
            while total < limit {
                var count: CK_ULONG = 0
                let room = CK_ULONG(limit - total)
                let value = unsafe found.withUnsafeMutableBufferPointer { buffer in
                    let rest = unsafe buffer.baseAddress.map { unsafe $0 + total }
                    return unsafe functions.pointee.C_FindObjects?(handle, rest, room, &count)
                }
                guard value == CKR_OK else {
                    _ = unsafe functions.pointee.C_FindObjectsFinal?(handle)
                    throw .call("C_FindObjects", ReturnValue(value ?? CKR_FUNCTION_NOT_SUPPORTED))
                }
                guard count > 0 else { break }
                total += min(Int(clamping: count), limit - total)
            }
            try unsafe check(functions.pointee.C_FindObjectsFinal?(handle), "C_FindObjectsFinal")
            return Array(found.prefix(total))
        }
    }

    /// An attribute's value; nil when the object has none of the kind, or does not show it.
    func attribute(_ type: CK_ATTRIBUTE_TYPE, of object: CK_OBJECT_HANDLE) throws(TokenTrouble) -> [UInt8]? {
        try unsafe module.calling(generation) { functions throws(TokenTrouble) in
            var attribute = unsafe CK_ATTRIBUTE(type: type, pValue: nil, ulValueLen: 0)
            var value = unsafe functions.pointee.C_GetAttributeValue?(handle, object, &attribute, 1)
            if value == CKR_ATTRIBUTE_TYPE_INVALID || value == CKR_ATTRIBUTE_SENSITIVE { return nil }
            try check(value, "C_GetAttributeValue")
            let count = unsafe attribute.ulValueLen
            // All ones stands for "not available"; nothing that is read here is longer than a certificate.
            guard count != CK_ULONG.max else { return nil }
            guard count <= 65_536 else { throw .call("C_GetAttributeValue", ReturnValue(CKR_GENERAL_ERROR)) }
            var bytes = [UInt8](repeating: 0, count: Int(count))
            value = unsafe bytes.withUnsafeMutableBytes { buffer in
                unsafe attribute.pValue = buffer.baseAddress
                return unsafe functions.pointee.C_GetAttributeValue?(handle, object, &attribute, 1)
            }
            try check(value, "C_GetAttributeValue")
            return unsafe Array(bytes.prefix(Int(clamping: attribute.ulValueLen)))
        }
    }

    /// A flag; nil when the object has none of the kind.
    func flag(_ type: CK_ATTRIBUTE_TYPE, of object: CK_OBJECT_HANDLE) throws(TokenTrouble) -> Bool? {
        try attribute(type, of: object).flatMap { $0.count == 1 ? $0 != [0] : nil }
    }

    /// A number; nil when the object has none of the kind.
    func number(_ type: CK_ATTRIBUTE_TYPE, of object: CK_OBJECT_HANDLE) throws(TokenTrouble) -> CK_ULONG? {
        guard let bytes = try attribute(type, of: object), bytes.count == MemoryLayout<CK_ULONG>.size else {
            return nil
        }
        return unsafe bytes.withUnsafeBytes { unsafe $0.loadUnaligned(as: CK_ULONG.self) }
    }

    /// Makes a key pair in the token.
    func generatePair(
        _ mechanism: CK_MECHANISM_TYPE, _ publicTemplate: AttributeTemplate, _ privateTemplate: AttributeTemplate
    ) throws(TokenTrouble) -> (public: CK_OBJECT_HANDLE, private: CK_OBJECT_HANDLE) {
        try unsafe module.calling(generation) { functions throws(TokenTrouble) in
            try unsafe publicTemplate.lending { publics, publicCount throws(TokenTrouble) in
                try unsafe privateTemplate.lending { privates, privateCount throws(TokenTrouble) in
                    var mechanism = unsafe CK_MECHANISM(mechanism: mechanism, pParameter: nil, ulParameterLen: 0)
                    var pair = (CK_OBJECT_HANDLE(0), CK_OBJECT_HANDLE(0))
                    let value = unsafe functions.pointee.C_GenerateKeyPair?(
                        handle, &mechanism, publics, publicCount, privates, privateCount, &pair.0, &pair.1)
                    try check(value, "C_GenerateKeyPair")
                    return pair
                }
            }
        }
    }

    /// Removes an object for good.
    func destroy(_ object: CK_OBJECT_HANDLE) throws(TokenTrouble) {
        try unsafe module.calling(generation) { functions throws(TokenTrouble) in
            try unsafe check(functions.pointee.C_DestroyObject?(handle, object), "C_DestroyObject")
        }
    }
}
