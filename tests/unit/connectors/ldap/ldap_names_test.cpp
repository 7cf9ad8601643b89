#include "connectors/ldap/ldap_names.h"

#include <gtest/gtest.h>

namespace reeve::ldap {
namespace {

const std::vector<std::string> kTypes{
    "( 2.5.4.41 NAME 'name' EQUALITY caseIgnoreMatch SUBSTR caseIgnoreSubstringsMatch )",
    "( 2.5.4.3 NAME ( 'cn' 'commonName' ) DESC 'common name(s) (EQUALITY caseExactMatch)' SUP name )",
    "( 1.2.3.4 NAME 'badge' EQUALITY caseExactIA5Match )",
    "( 1.2.3.5 NAME 'code' EQUALITY octetStringMatch )", "( 1.2.3.6 NAME 'plain' )"};

std::string normal(std::string_view dn) {
  Names names{Schema{kTypes}};
  return names.normal(dn).value_or("no name");
}

TEST(LdapNames, AreEqualByTheRulesOfTheirTypes) {
  EXPECT_EQ(normal("CN=Ana  Lopes , OU=People,dc=Example"), "cn=ana lopes,ou=people,dc=example");
  EXPECT_EQ(normal("commonName=Ana Lopes,organizationalUnitName=people,2.5.4.3=x"),
            "cn=ana lopes,ou=people,cn=x");
  EXPECT_EQ(normal("OID.2.5.4.3=x"), "cn=x");
  EXPECT_EQ(normal("badge=Ab  1"), "badge=Ab 1");
  EXPECT_EQ(normal("code=Ab  1"), "code=Ab  1");
  EXPECT_EQ(normal("plain=AB"), "plain=ab");
  EXPECT_EQ(normal("unheard-of=AB"), "unheard-of=ab");
}

TEST(LdapNames, PartsOfOneStepHaveNoOrder) {
  EXPECT_EQ(normal("cn=b+badge=A,dc=x"), "badge=A+cn=b,dc=x");
  EXPECT_EQ(normal("badge=A + cn=B,dc=x"), "badge=A+cn=b,dc=x");
}

TEST(LdapNames, EscapesAreOneWayToWriteAValue) {
  EXPECT_EQ(normal(R"(cn=Lopes\, Ana,dc=x)"), R"(cn=lopes\, ana,dc=x)");
  EXPECT_EQ(normal(R"(cn=Lopes\2C Ana,dc=x)"), R"(cn=lopes\, ana,dc=x)");
  EXPECT_EQ(normal(R"(cn="Lopes, Ana",dc=x)"), R"(cn=lopes\, ana,dc=x)");
  EXPECT_EQ(normal(R"(cn=\23a\20;dc=x)"), R"(cn=\#a,dc=x)");
  EXPECT_EQ(normal("cn=#0401EE,dc=x"), "cn=\xEE,dc=x");
  EXPECT_EQ(normal(R"(cn=a\00b)"), R"(cn=a\00b)");
}

TEST(LdapNames, LettersBeyondAsciiFoldAndCompose) {
  EXPECT_EQ(normal("cn=JÖRG"), normal("cn=j\\C3\\B6rg"));
  EXPECT_EQ(normal("cn=Jo\u0308rg"), "cn=jörg");
  EXPECT_EQ(normal("badge=Jo\u0308rg"), "badge=Jörg");
  EXPECT_NE(normal("badge=JÖRG"), normal("badge=jörg"));
  EXPECT_EQ(folded("STRAẞE"), folded("strasse"));
}

TEST(LdapNames, OneNormalFormIsItsOwn) {
  for (const std::string dn :
       {R"(cn=lopes\, ana+badge=A,dc=x)", R"(cn=\#a\\\+,dc=x)", "cn=jörg", R"(cn=a\00b)"}) {
    EXPECT_EQ(normal(normal(dn)), normal(dn)) << dn;
  }
}

TEST(LdapNames, WhatIsNoNameIsNone) {
  for (const std::string dn : {"cn", "=x", "cn=a,", "cn=a,,dc=x", "cn=a\\", "cn=#04", "cn=#zz", ",dc=x"}) {
    EXPECT_EQ(normal(dn), "no name") << dn;
  }
  EXPECT_EQ(normal(std::string(5000, 'a') + "=x"), "no name");
  EXPECT_EQ(normal(" "), "");
}

TEST(LdapNames, FiltersAndAddresses) {
  EXPECT_EQ(in_filter("a*(b)\\\n"), "a\\2a\\28b\\29\\5c\\0a");
  const auto url = local_search_from("ldap:///ou=people,dc=a%20b??sub?(&(l=x)(c=%3f))");
  ASSERT_TRUE(url);
  EXPECT_EQ(url->base + "|" + url->scope + "|" + url->filter, "ou=people,dc=a b|sub|(&(l=x)(c=?))");
  EXPECT_EQ(local_search_from("ldap:///dc=x")->scope, "base");
  EXPECT_FALSE(local_search_from("ldap://elsewhere/dc=x??sub?(a=b)"));
  EXPECT_FALSE(local_search_from("ldap:///dc=x??children?(a=b)"));
  EXPECT_FALSE(local_search_from("http:///dc=x"));
}

}  // namespace
}  // namespace reeve::ldap
