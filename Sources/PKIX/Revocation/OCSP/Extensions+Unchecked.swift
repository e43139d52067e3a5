// SPDX-License-Identifier: Apache-2.0

extension Extensions {
    /// Takes extensions that the caller knows to be different from each other.
    init(uncheckedUnique all: [Extension]) {
        self.all = all
    }
}
