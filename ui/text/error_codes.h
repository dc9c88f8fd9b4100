#pragma once

#include <span>

#include <QString>

namespace ui {

/// One error that a client may be answered with: HTTP status, the `code` in the body, what it means and what to do.
struct ErrorCodeRow {
    int status;
    const char *code;
    const char *meaning; ///< Translated by errorMeaning().
    const char *advice;  ///< Translated by errorAdvice().
};

/// The frequent ones first, then by status. A test finds every code of the gateway here.
std::span<const ErrorCodeRow> errorCodes();

/// The row of a code, for example one in a call's record; null when there is none. The same code may stand at several
/// statuses with the same meaning.
const ErrorCodeRow *findErrorCode(const QString &code);

QString errorMeaning(const ErrorCodeRow &row);
QString errorAdvice(const ErrorCodeRow &row);

} // namespace ui
