// SPDX-License-Identifier: Apache-2.0

extension SerialNumber {
    /// Takes content octets that have been read as an INTEGER before.
    init(uncheckedContent content: ArraySlice<UInt8>) {
        bytes = Array(content)
    }
}
