#pragma once

#include <optional>

#include <QWidget>

#include "base/result.h"
#include "ui/pages/keys/key_row.h"

class QComboBox;
class QDateEdit;
class QFormLayout;

namespace ui {

class FormField;
class Label;
class LineEdit;
class Switch;

/// What can be set on a client key: its name, role, expiry, the models it may call, and whether it is strict.
class KeyForm final : public QWidget {
    Q_OBJECT
public:
    explicit KeyForm(QWidget *parent = nullptr);

    /// Starts from what the key has; without, from a new key.
    void setRow(const KeyRow &row);
    /// What to send: all of a new key, or what is different now. Nothing when a field is wrong; then it says so.
    std::optional<base::Json> body();
    /// What the gateway said against it, at the field that is meant.
    void showError(const base::Error &error);

Q_SIGNALS:
    void submitted();

private:
    void buildFields();
    void buildExpiry();
    void buildStrict();
    void explainRole();
    void followExpiry();
    QDateTime expiry(const QDateTime &now) const;
    bool checkName();
    bool checkExpiry();
    void fillChanged(base::Json &body, const QStringList &models, const base::Json &expires) const;
    std::optional<KeyRow> m_row{};
    LineEdit *m_name;
    QComboBox *m_role;
    QComboBox *m_expiry;
    QDateEdit *m_date;
    LineEdit *m_models;
    Switch *m_strict;
    FormField *m_nameField;
    FormField *m_roleField;
    FormField *m_expiryField;
    FormField *m_modelsField;
    FormField *m_strictField;
    Label *m_trouble;
};

} // namespace ui
