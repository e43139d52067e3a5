// SPDX-License-Identifier: Apache-2.0
import CPKCS11

/// What a token says of itself.
struct TokenInformation {
    let slot: CK_SLOT_ID
    let label: String
    let manufacturer: String
    let model: String
    let serial: String
    let flags: CK_FLAGS
    /// 0 is without limit, all ones is not told.
    let sessionLimit: UInt

    init(slot: CK_SLOT_ID, _ information: CK_TOKEN_INFO) {
        var information = information
        self.slot = slot
        label = unsafe withUnsafeBytes(of: &information.label) { unsafe Self.text($0) }
        manufacturer = unsafe withUnsafeBytes(of: &information.manufacturerID) { unsafe Self.text($0) }
        model = unsafe withUnsafeBytes(of: &information.model) { unsafe Self.text($0) }
        serial = unsafe withUnsafeBytes(of: &information.serialNumber) { unsafe Self.text($0) }
        flags = information.flags
        sessionLimit = information.ulMaxSessionCount
    }

    /// Padded with spaces, not ended by a zero (PKCS #11 v2.40, 3.2).
    private static func text(_ bytes: UnsafeRawBufferPointer) -> String {
        var octets = unsafe Array(bytes)[...]
        while octets.last == 0x20 || octets.last == 0 { octets.removeLast() }
        return String(decoding: octets, as: UTF8.self)
    }

    func has(_ flag: CK_FLAGS) -> Bool { flags & flag != 0 }

    /// Whether a URI describes it; what a URI leaves out, any token satisfies (RFC 7512 2.5).
    func matches(_ uri: PKCS11URI) -> Bool {
        (uri.token.map { $0 == label } ?? true) && (uri.manufacturer.map { $0 == manufacturer } ?? true)
            && (uri.model.map { $0 == model } ?? true) && (uri.serial.map { $0 == serial } ?? true)
    }

    /// What it is called among others: label and serial number.
    var uri: PKCS11URI {
        var uri = PKCS11URI(token: label)
        uri.serial = serial
        return uri
    }
}

extension PKCS11Module {
    /// Every initialized token that is in a slot now.
    func tokens() throws(TokenTrouble) -> [TokenInformation] {
        try unsafe calling(nil) { functions throws(TokenTrouble) in
            var tokens: [TokenInformation] = []
            for slot in try unsafe Self.slots(functions) {
                var information = CK_TOKEN_INFO()
                let value = unsafe functions.pointee.C_GetTokenInfo?(slot, &information)
                // One that was pulled out between the two calls is not there.
                if value == CKR_TOKEN_NOT_PRESENT || value == CKR_SLOT_ID_INVALID { continue }
                if value == CKR_TOKEN_NOT_RECOGNIZED { continue }
                try check(value, "C_GetTokenInfo")
                let token = TokenInformation(slot: slot, information)
                if token.has(CKF_TOKEN_INITIALIZED) { tokens.append(token) }
            }
            return tokens
        }
    }

    private static func slots(_ functions: Functions) throws(TokenTrouble) -> [CK_SLOT_ID] {
        // The number may change between asking for it and asking for the slots.
        for _ in 0..<3 {
            var count: CK_ULONG = 0
            try unsafe check(functions.pointee.C_GetSlotList?(CK_BBOOL(CK_TRUE), nil, &count), "C_GetSlotList")
            guard count > 0 else { return [] }
            guard count <= 4_096 else { break }
            var slots = [CK_SLOT_ID](repeating: 0, count: Int(count))
            let value = unsafe functions.pointee.C_GetSlotList?(CK_BBOOL(CK_TRUE), &slots, &count)
            if value == CKR_BUFFER_TOO_SMALL { continue }
            try check(value, "C_GetSlotList")
            return Array(slots.prefix(Int(clamping: count)))
        }
        throw .call("C_GetSlotList", ReturnValue(CKR_BUFFER_TOO_SMALL))
    }

    /// The one token that a URI describes.
    func token(_ uri: PKCS11URI) throws(TokenTrouble) -> TokenInformation {
        let all = try tokens()
        let described = all.filter { $0.matches(uri) }
        guard let token = described.first else {
            throw .fault(.noToken(token: uri.tokenPart.description, seen: all.map(\.uri.description)))
        }
        guard described.count == 1 else {
            throw .fault(.severalTokens(token: uri.tokenPart.description, seen: described.map(\.uri.description)))
        }
        return token
    }
}
