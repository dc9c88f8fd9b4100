#pragma once

#include <QDateTime>
#include <QWidget>

class QComboBox;
class QDateEdit;

namespace ui {

class FormField;

/// Until when a key works: for ever, some days, or to the end of a day.
class ExpiryField final : public QWidget {
    Q_OBJECT
public:
    explicit ExpiryField(QWidget *parent = nullptr);

    /// What holds now. Invalid: never.
    void setExpiry(const QDateTime &time);
    /// What is chosen. Invalid: never. A date counts to its end; the time that holds stays as it is to the second.
    QDateTime expiry(const QDateTime &now) const;
    /// False when it is over already; then it says so.
    bool check();

private:
    void build();
    void follow();
    QDateTime m_held{};
    QComboBox *m_choice;
    QDateEdit *m_date;
    FormField *m_field;
};

} // namespace ui
