#pragma once

#include <QWidget>

#include "ui/pages/keys/key_row.h"

namespace ui {

class SecretClipboard;

/// A key that was just made, and what to sign with where it must sign: the only time that anybody sees them; and what
/// the key may do.
class NewKeyView final : public QWidget {
    Q_OBJECT
public:
    /// `key` or `signingKey` may be empty: that one was not made now. The row's providers are told as they stand there.
    /// `clipboard` outlives it.
    NewKeyView(const KeyRow &row, const QString &key, const QString &signingKey, SecretClipboard &clipboard,
               QWidget *parent = nullptr);

private:
    QWidget *buildFacts(const KeyRow &row);
};

} // namespace ui
