#pragma once

#include <vector>

#include "ui/pages/routing/value_editor.h"

class QComboBox;
class QCheckBox;
class QSpinBox;

namespace ui {

class LineEdit;

/// One line of text: a name, a pattern, several names with commas between them, or JSON.
class LineValue final : public ValueEditor {
    Q_OBJECT
public:
    enum class As : std::uint8_t { Text, Names, Json };
    LineValue(As as, const QString &hint, const QString &name, QWidget *parent);
    void setCode();
    void offer(const QStringList &names);
    base::Json value() const override;
    void setValue(const base::Json &value) override;
    void setInvalid(bool invalid) override;

private:
    As m_as;
    LineEdit *m_line;
};

/// One of a few.
class ChoiceValue final : public ValueEditor {
    Q_OBJECT
public:
    ChoiceValue(const RulePart &part, const QString &name, QWidget *parent);
    base::Json value() const override;
    void setValue(const base::Json &value) override;

private:
    bool m_truth;
    QComboBox *m_box;
};

/// Some of a few.
class ChecksValue final : public ValueEditor {
    Q_OBJECT
public:
    ChecksValue(const RulePart &part, const QString &name, QWidget *parent);
    base::Json value() const override;
    void setValue(const base::Json &value) override;

private:
    std::vector<std::pair<std::string, QCheckBox *>> m_boxes{};
};

/// From, to. The lowest and the highest number mean that this end is open.
class RangeValue final : public ValueEditor {
    Q_OBJECT
public:
    RangeValue(int highest, const QString &name, QWidget *parent);
    base::Json value() const override;
    void setValue(const base::Json &value) override;

private:
    QSpinBox *m_from;
    QSpinBox *m_to;
    bool m_fromGiven = false; ///< Zero was written out; it stays so.
};

/// An object of a few named texts or numbers, side by side. Members that have no field stay as they are.
class MembersValue final : public ValueEditor {
    Q_OBJECT
public:
    enum class As : std::uint8_t { Text, Number, Names };
    struct Member {
        const char *key;
        QString hint;
        As as = As::Text;
        int stretch = 1;
    };
    MembersValue(const std::vector<Member> &members, const QString &name, QWidget *parent);
    base::Json value() const override;
    void setValue(const base::Json &value) override;
    void setInvalid(bool invalid) override;

private:
    struct Field {
        std::string key;
        As as;
        LineEdit *line;
    };
    std::vector<Field> m_fields{};
    base::Json m_others = base::Json::object();
};

} // namespace ui
