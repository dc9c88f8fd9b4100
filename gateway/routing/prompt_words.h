#pragma once

#include <cstdint>
#include <string_view>

#include "routing/prompt_signs.h"

namespace routing {

/// Words that say the same: seen once or often, a row counts once.
struct WordRow {
    Feature feature;
    Intent intent;
    int points;             ///< For the intent.
    std::string_view words; ///< Separated by `|`, in lower case; Chinese ones of two characters or more.
};

// clang-format would make each row ten lines.
// clang-format off
// What is looked for. English stands by whole words, Chinese anywhere.
inline constexpr WordRow kWordRows[] = {
    // what is to be done
    {Feature::None, Intent::Translation, 8, "translate|translated|translation|translating|翻译|译成|译为|英译|中译"},
    {Feature::None, Intent::Summary, 7, "summarize|summarise|summary|summarizing|tldr|tl;dr|key points|in a nutshell|总结|概括|摘要|归纳|概述|要点"},
    {Feature::None, Intent::Extraction, 6, "extract|extraction|classify|categorize|categorise|list all|find all|as json|into json|to csv|提取|抽取|分类|归类|列出所有|找出所有|整理成"},
    {Feature::None, Intent::Writing, 4, "email|e-mail|letter|essay|story|poem|blog post|article|speech|lyrics|haiku|slogan|cover letter|press release|文章|作文|诗歌|一首诗|故事|邮件|文案|小说|演讲|歌词|一封信"},
    {Feature::None, Intent::Writing, 2, "write|draft|compose|rewrite|rephrase|proofread|polish|写一|撰写|改写|润色|续写|起草"},
    // code
    {Feature::Code, Intent::Code, 4, "python|javascript|typescript|java|c++|c#|rust|golang|kotlin|swift|php|ruby|sql|bash|html|css|react|django|kubernetes|docker|postgres|sqlite|qt|cmake"},
    {Feature::Code, Intent::Code, 4, "code|script|codebase|repository|pull request|function|class|method|api|endpoint|regex|代码|编程|程序|函数|脚本|接口|类库|正则"},
    {Feature::Code, Intent::Code, 3, "bug|debug|debugging|compile|compiler|stack trace|traceback|exception|segfault|null pointer|race condition|memory leak|deadlock|syntaxerror|typeerror|调试|报错|编译|异常|崩溃|内存泄漏|死锁"},
    {Feature::Code, Intent::Code, 3, "refactor|unit test|unit tests|algorithm|data structure|big o|thread safe|concurrency|schema migration|microservice|重构|单元测试|算法|数据结构|并发|线程安全|微服务"},
    // maths
    {Feature::Maths, Intent::Maths, 4, "equation|equations|integral|integrate|derivative|differentiate|matrix|matrices|eigenvalue|eigenvalues|polynomial|logarithm|方程|积分|导数|求导|矩阵|多项式|对数|特征值"},
    {Feature::Maths, Intent::Maths, 4, "theorem|lemma|proof|prove|proven|induction|irrational|prime number|prime numbers|定理|引理|证明|归纳法|无理数|素数|质数"},
    {Feature::Maths, Intent::Maths, 3, "probability|variance|expected value|standard deviation|permutation|combinatorics|概率|方差|期望值|标准差|排列|组合数"},
    {Feature::Maths, Intent::Maths, 3, "solve|calculate|compute|how many|how much|percent|average|maths|math|algebra|geometry|calculus|求解|计算|多少|百分之|平均|数学|代数|几何|微积分"},
    // several steps
    {Feature::Steps, Intent::Analysis, 1, "step by step|step-by-step|steps|stages|phases|一步一步|逐步|分步|步骤|阶段"},
    {Feature::Steps, Intent::Analysis, 0, "first|firstly|to begin with|首先|第一步|先把|先将"},
    {Feature::Steps, Intent::Analysis, 0, "then|next|second|secondly|afterwards|after that|然后|其次|接着|第二步|之后"},
    {Feature::Steps, Intent::Analysis, 0, "finally|lastly|in the end|at the end|最后|最终"},
    // reasoning
    {Feature::Reasoning, Intent::Analysis, 3, "analyze|analyse|analysis|evaluate|assess|critique|diagnose|root cause|分析|评估|评价|诊断|根本原因"},
    {Feature::Reasoning, Intent::Analysis, 3, "compare|contrast|tradeoff|tradeoffs|trade-off|trade-offs|pros and cons|versus|advantages|比较|对比|优缺点|权衡|利弊|区别"},
    {Feature::Reasoning, Intent::Analysis, 2, "design|architecture|architect|strategy|roadmap|proposal|设计|架构|方案|规划|策略|路线图"},
    {Feature::Reasoning, Intent::Analysis, 1, "why|justify|derive|reasoning|because|explain why|implications|为什么|论证|推导|原因|理由|影响"},
    {Feature::Reasoning, Intent::Analysis, 0, "constraint|constraints|requirement|requirements|edge case|edge cases|must|at least|at most|optimize|optimise|optimal|约束|要求|必须|至少|至多|优化|最优|边界情况"},
    // talk
    {Feature::None, Intent::Question, 2, "what|who|when|where|which|how|explain|什么|哪里|哪个|哪些|怎么|如何|是否|解释|请问"},
    {Feature::None, Intent::Chat, 3, "hi|hello|hey|thanks|thank you|good morning|good evening|你好|您好|谢谢|早上好|晚上好|再见"},
};
// clang-format on

} // namespace routing
