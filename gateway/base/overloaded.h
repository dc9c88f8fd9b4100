#pragma once

namespace base {

/// One visitor out of several lambdas.
template <typename... Ts>
struct Overloaded : Ts... {
    using Ts::operator()...;
};

} // namespace base
