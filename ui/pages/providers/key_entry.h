#pragma once

#include <cstdint>

#include <QWidget>

#include "base/json.h"

namespace ui {

class Label;
class LineEdit;
class SecretField;
class SegmentedControl;

/// What the keys of this kind of provider look like, where they are no API keys alone; else empty.
QString keyForm(const QString &type);

/// Where a provider's key is to come from: typed here and kept in the keychain, or read from a variable or a file.
/// It says in each case where the key will be.
class KeyEntry final : public QWidget {
    Q_OBJECT
public:
    enum class Place : std::uint8_t { Keychain, Variable, File };

    /// `accessibleName` says whose key: "Anthropic API key".
    explicit KeyEntry(const QString &accessibleName, QWidget *parent = nullptr);

    bool isEmpty() const;
    /// What is wrong with what was entered; empty when nothing is, or nothing was entered.
    QString problem() const;
    /// As the API takes it: `env:NAME`, `file:PATH`, or the key itself, which must then be sent at once.
    base::Json value() const;
    /// Overwrites what was typed.
    void forget();

    void setVariable(const QString &name);
    /// How such keys begin: `sk-`.
    void setKeyHint(const QString &beginning);
    /// From `status.get`: a keychain that cannot be used is said before something is typed for it.
    void setStatus(const base::Json &status);
    void setAccessibleKeyName(const QString &name);

Q_SIGNALS:
    void edited();
    void submitted();

private:
    Place place() const;
    void follow();
    SegmentedControl *m_place;
    SecretField *m_secret;
    LineEdit *m_reference;
    Label *m_words;
    QString m_variable{};
    QString m_file{};
    QString m_keychainTrouble{};
    int m_shown = 0;
};

} // namespace ui
