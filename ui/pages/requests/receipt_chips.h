#pragma once

#include <QWidget>

#include "ui/widgets/cell.h"

namespace ui {

/// What became of one parameter, from a receipt such as `renamed=stop:stop_sequences; dropped=seed, logit_bias`.
struct ReceiptNote {
    QString fate{};
    QString name{};
    QString value{}; ///< The new name, or the value that was sent; empty for neither.
    friend bool operator==(const ReceiptNote &, const ReceiptNote &) = default;
};
QList<ReceiptNote> parseReceipt(const QString &receipt);

/// The same as chips: what was renamed, set or changed on the way, and in orange what was dropped. A fate from the future
/// is shown by its own name.
class ReceiptChips final : public QWidget {
    Q_OBJECT
public:
    explicit ReceiptChips(const QString &receipt, QWidget *parent = nullptr);
};

} // namespace ui
